package dev.turnup.location.address;

/**
 * A building's address as it stands in the list.
 *
 * @param street with the house number, "320 Union Station Way"
 * @param region two letters: a state of the USA or a province of Canada
 * @param postalCode "35040", "35040-1234" or "H2X 1Y4"
 * @param country ISO 3166: US or CA
 */
public record ListedAddress(String street, String city, String region, String postalCode, String country) {}
