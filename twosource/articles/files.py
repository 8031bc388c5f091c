"""stub replaced below"""
from twosource.data import Article
def read_articles(sources): 
    import json
    from pathlib import Path
    from twosource.articles.make import make_article
    out=[]
    for s in sources:
        for l in Path(s).read_text().splitlines():
            r=json.loads(l); out.append(make_article(r["text"],id=r["id"],outlet=r["outlet"],url=r.get("url"),published=r.get("published"),title=r.get("title")))
    return out
