"""Addresses of the staff's web desk."""

from __future__ import annotations

from django.urls import path

from khuyenhoc.desk.views import (
    board,
    earlier,
    figures,
    files,
    journal,
    links,
    papers,
    returns,
    send_back,
    tasks,
    uploads,
)

app_name = "desk"
urlpatterns = [
    path("viec/", tasks.tasks, name="tasks"),
    path("dot/", board.collections_list, name="collections"),
    path("dot/<str:code>/", board.board_view, name="board"),
    path("dot/<str:code>/tai/<str:kind>/", board.board_export, name="board_export"),
    path("dot/<str:code>/xem-tiep/", board.next_waiting, name="next_waiting"),
    path("dot/<str:code>/ky-duyet/", board.sign_all_view, name="sign_all"),
    path("dot/<str:code>/ky-duyet/xong/", board.sign_all_act, name="sign_all_act"),
    path("bao-cao/<int:pk>/", returns.return_view, name="return"),
    path("bao-cao/<int:pk>/ly-do/", returns.answer, name="answer"),
    path("bao-cao/<int:pk>/chap-nhan/", returns.accept, name="accept"),
    path("bao-cao/<int:pk>/thu-lai/", returns.take_back, name="take_back"),
    path("bao-cao/<int:pk>/ky/", returns.sign, name="sign"),
    path("bao-cao/<int:pk>/tra-lai/", send_back.send_back_view, name="send_back"),
    path("bao-cao/<int:pk>/tra-lai/xong/", send_back.send_back_act, name="send_back_act"),
    path("tep/<int:pk>/", files.file_view, name="file"),
    path("l/<str:token>/", links.begin, name="link"),
    path("l/<str:token>/gui-tep/", links.send, name="link_send"),
    path("l/<str:token>/ket-qua/", links.result, name="link_result"),
    path("l/<str:token>/gui-bao-cao/", links.submit, name="link_submit"),
    path("l/<str:token>/xong/", links.done, name="link_done"),
    path("gui-tep/", uploads.uploads, name="uploads"),
    path("gui-tep/<str:code>/", uploads.upload_view, name="upload"),
    path("gui-tep/<str:code>/nhan/", uploads.upload_act, name="upload_act"),
    path("lan-doc/<int:pk>/", uploads.run_view, name="run"),
    path("so-lieu-ky-truoc/", earlier.earlier_view, name="earlier"),
    path("so-lieu-ky-truoc/xem-truoc/", earlier.look, name="earlier_look"),
    path("so-lieu-ky-truoc/nap/", earlier.load_act, name="earlier_load"),
    path("so-lieu-ky-truoc/<int:pk>/", earlier.one_load, name="earlier_one"),
    path("so-lieu-ky-truoc/<int:pk>/hoan-tac/", earlier.undo, name="earlier_undo"),
    path("so-lieu/", figures.own_figures, name="own_figures"),
    path("so-lieu/<str:unit>/", figures.figures_view, name="figures"),
    path("so-lieu/<str:unit>/tai/<str:kind>/", figures.figures_export, name="figures_export"),
    path("giai-trinh/<str:indicator>/<str:unit>/", figures.explain_view, name="explain"),
    path("chi-tieu/", figures.own_targets, name="own_targets"),
    path("chi-tieu/<str:unit>/", figures.targets_view, name="targets"),
    path("bao-cao-nam/", papers.papers, name="papers"),
    path("bao-cao-nam/<str:unit>/<str:period>/", papers.annual_paper_view, name="annual_paper"),
    path("bao-cao-nam/<str:unit>/<str:period>/lap/", papers.make_papers_act, name="make_papers"),
    path("bao-cao-nam/<str:unit>/<str:period>/<str:name>", papers.paper_file, name="paper_file"),
    path("nhat-ky/", journal.journal, name="journal"),
    path("nhat-ky/<str:kind>/<str:subject>/", journal.journal_of, name="journal_of"),
]
