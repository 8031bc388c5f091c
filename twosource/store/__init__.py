"""The archive: a stream of reports becomes stories, every version is kept, and nothing is lost.

    with open_archive("news.archive", create=True) as archive:
        archive.add(read_articles(["reports/"]))          # or any stream of articles and refusals
        for entry in archive.stories(day="2025-04-26"):   # StoryEntry
            page = archive.story(entry.id)                # articles, newest versions, what changed
            account = archive.account(entry.id)           # the Account, kept until articles or models change

    archive.article(id)  .versions(url)  .copies(id)  .origin(id)  .search(words)  .outlets()  .moves(story)
    archive.merge(story, story, by="...")  .split(article, ..., by="...")  .undo(number, by="...")  .corrections()
    archive.review(story, finding, "confirmed", by="...", note="...")  .reviews(story)
    archive.log(outcome="quarantined")  .runs()  .verify()  .digest()  .forget(id, reason="...")

SQLite by default, PostgreSQL by address. All answers are the records of `records.py`; ids follow from contents.
"""

from __future__ import annotations

from twosource.store.archive import Archive, open_archive

__all__ = ["Archive", "open_archive"]
