package dev.turnup.location.address;

import java.util.List;

/** Parts of a listed address that take typed words. One word can suit several, so they are tried in several orders. */
enum Part {
    CITY,
    REGION,
    STREET;

    static final List<List<Part>> ORDERS =
            List.of(List.of(CITY, REGION, STREET), List.of(STREET, CITY, REGION), List.of(REGION, STREET, CITY));
}
