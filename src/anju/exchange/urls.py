"""Addresses where files go out and come in, below /counter/cards/."""

from django.urls import path

from anju.exchange.cards import faces

urlpatterns = [
    path("answer/", faces.answer, name="counter_card_answer"),
    path("answer/template/", faces.template, name="counter_card_template"),
    path("batches/<uuid:batch_id>/file/", faces.file, name="counter_card_file"),
]
