"""Addresses of the cards, below /counter/cards/; the maker's files have theirs in exchange/urls.py."""

from django.urls import path

from anju.pages.counter import cards, cards_one

urlpatterns = [
    path("", cards.index, name="counter_cards"),
    path("find/", cards_one.find, name="counter_card_find"),
    path("batches/new/", cards.new, name="counter_card_batch_new"),
    path("batches/<uuid:batch_id>/", cards.batch, name="counter_card_batch"),
    path("<uuid:card_id>/", cards_one.show, name="counter_card"),
    path("<uuid:card_id>/hand/", cards_one.hand, name="counter_card_hand"),
    path("<uuid:card_id>/lost/", cards_one.lost, name="counter_card_lost"),
    path("<uuid:card_id>/found/", cards_one.found, name="counter_card_found"),
    path("<uuid:card_id>/back/", cards_one.back, name="counter_card_back"),
    path("<uuid:card_id>/void/", cards_one.void, name="counter_card_void"),
    path("<uuid:card_id>/receive/", cards_one.receive, name="counter_card_receive"),
    path("<uuid:card_id>/fail/", cards_one.fail, name="counter_card_fail"),
]
