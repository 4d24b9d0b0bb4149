package dev.turnup.location.address;

public record Keys(long postalCode, long city, long street) {
    public static Keys of(ListedAddress a) {
        return new Keys(
                a.street().hashCode() * 31L, a.city().hashCode(), a.street().hashCode());
    }
}
