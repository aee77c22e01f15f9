"""The sizes in which a photo is shown, made when its article is published, so that no reader waits for them."""

from __future__ import annotations

from typing import Final

from wagtail.images.models import Filter, Image

SIZES: Final = ("width-480|format-jpeg", "width-960|format-jpeg", "fill-1200x630|format-jpeg")
"""On a phone, on a desktop, and for those who pass the article on: what `article.html` and `parts/lead.html` ask for."""


def make_ready(image: Image) -> None:
    """Makes the sizes that are not there yet. (Wagtail's own way leaves the file that it wrote open.)"""
    for size in SIZES:
        filter_ = Filter(spec=size)
        wanted = {"filter_spec": size, "focal_point_key": filter_.get_cache_key(image)}
        if image.renditions.filter(**wanted).exists():
            continue
        with image.generate_rendition_file(filter_) as file:
            image.renditions.get_or_create(**wanted, defaults={"file": file})
