"""Addresses of the registers and their lists."""

from __future__ import annotations

from django.urls import URLPattern, path

from khuyenhoc.desk.recognition.addresses import SCOPE, of_list  # brings the converters in
from khuyenhoc.desk.recognition.lists import (
    adding,
    doubles,
    entry,
    files,
    privacy,
    registers,
    taking,
    views,
    villages,
    wholes,
)

LIST = "so/<str:unit>/<model:model>/<year:year>/"

urlpatterns: list[URLPattern] = [
    path("so/", registers.registers, name="registers"),
    path("so/muc/<int:pk>/", entry.entry_view, name="register_entry"),
    path("so/muc/<int:pk>/sua/", entry.correct_act, name="register_correct"),
    path("so/muc/<int:pk>/ten/", entry.show_name_act, name="register_name"),
    path("so/muc/<int:pk>/roi/", entry.leave_act, name="register_leave"),
    path("so/muc/<int:pk>/tai/", privacy.told_view, name="register_told"),
    path("so/muc/<int:pk>/xoa/", privacy.erase_view, name="register_erase"),
    path("so/muc/<int:pk>/xoa/xong/", privacy.erase_act, name="register_erase_act"),
    path("so/don-vi/<int:pk>/", wholes.whole_page, name="whole_page"),
    path("so/don-vi/<int:pk>/dang-ky/", wholes.register_act, name="whole_register"),
    path("so/don-vi/<int:pk>/cham/", wholes.score_act, name="whole_score"),
    path("so/tep/<int:pk>/", files.file_view, name="register_file"),
    path("so/tep/<int:pk>/nap/", files.load_act, name="register_load"),
    path("so/tep/<int:pk>/thon/", files.add_strange_act, name="register_add_strange"),
    path("so/tep/<int:pk>/goc/", files.own_file, name="register_own_file"),
    path("so/tep/<int:pk>/danh-dau/", files.marked_file, name="register_marked"),
    path("so/<str:unit>/", registers.unit_view, name="register_unit"),
    path("so/<str:unit>/thon/", villages.villages_view, name="register_villages"),
    path("so/<str:unit>/thon/them/", villages.add_act, name="register_village_add"),
    path("so/<str:unit>/thon/<int:pk>/", villages.one_village, name="register_village"),
    path("so/<str:unit>/thon/<int:pk>/ten/", villages.rename_act, name="register_village_rename"),
    path("so/<str:unit>/thon/<int:pk>/bo/", villages.end_act, name="register_village_end"),
    path("so/<str:unit>/thon/<int:pk>/lai/", villages.back_act, name="register_village_back"),
    *of_list(LIST, "", views.list_view, "register_list"),
    *of_list(LIST, "viec/", views.list_act, "register_act"),
    path(f"{LIST}{SCOPE}dua-vao/", wholes.put_act, name="put_units"),
    path(f"{LIST}hien-ten/", views.show_names_act, name="register_show_names"),
    *of_list(LIST, "buoc/<int:pk>/", views.one_step, "register_step"),
    *of_list(LIST, "buoc/<int:pk>/hoan-tac/", views.undo_act, "register_undo"),
    path(f"{LIST}trung/", doubles.doubles_view, name="register_doubles"),
    path(f"{LIST}trung/gop/", doubles.merge_act, name="register_merge"),
    path(f"{LIST}trung/khac/", doubles.apart_act, name="register_apart"),
    path(f"{LIST}trung/hoi-lai/", doubles.not_apart_act, name="register_not_apart"),
    path(f"{LIST}nap/", files.files_view, name="register_files"),
    path(f"{LIST}nap/gui/", files.send_act, name="register_send"),
    *of_list(LIST, "in/", taking.paper_view, "register_paper"),
    *of_list(LIST, "tai/<str:kind>/", taking.table_view, "register_table"),
    path(f"{LIST}lay-so-lieu/", adding.keep_act, name="register_keep"),
    path(f"{LIST}thoi-lay/", adding.stop_act, name="register_stop"),
    path(f"{LIST}them/", adding.add_view, name="register_add"),
    path(f"{LIST}them/xong/", adding.add_act, name="register_add_act"),
    path(f"{LIST}chuyen-sang/", adding.carry_view, name="register_carry"),
    path(f"{LIST}chuyen-sang/xong/", adding.carry_act, name="register_carry_act"),
]
