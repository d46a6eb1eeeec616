package dev.seaworthy.sensor.http;

import dev.seaworthy.sensor.http.client.Client;

/** One client library, with its number, by which calls of one are alike. */
final class Party {
    final int number;
    final Client client;

    Party(int number, Client client) {
        this.number = number;
        this.client = client;
    }
}
