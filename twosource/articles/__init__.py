"""Files, pages and streams into Articles. The only room that may change a text, and only before any offset exists."""

from __future__ import annotations

from twosource.articles.files import distinct, read_articles, read_sources, unfetched
from twosource.articles.folders import article_files
from twosource.articles.make import make_article

__all__ = ["article_files", "distinct", "make_article", "read_articles", "read_sources", "unfetched"]
