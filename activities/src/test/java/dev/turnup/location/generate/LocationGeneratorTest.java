package dev.turnup.location.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnup.location.Access;
import dev.turnup.location.address.ListedAddress;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LocationGeneratorTest {
    private static final int COUNT = 200_000;
    private static final List<GeneratedBuilding> LIST = list(COUNT, 1, 0);

    @Test
    void noAddressOccursTwice() {
        Set<ListedAddress> addresses = new HashSet<>();
        LIST.forEach(building -> addresses.add(building.address()));
        assertThat(addresses).hasSize(COUNT);
    }

    @Test
    void idsAscendFromOne() {
        assertThat(LIST.getFirst().id()).isEqualTo("LOC-00000001");
        assertThat(LIST.getLast().id()).isEqualTo("LOC-00200000");
        assertThat(LIST.stream().map(GeneratedBuilding::number).toList())
                .isEqualTo(LongStream.rangeClosed(1, COUNT).boxed().toList());
    }

    @Test
    void addressesAreWellFormed() {
        assertThat(notFine(building -> wellFormed(building.address()))).isEmpty();
    }

    private static boolean wellFormed(ListedAddress address) {
        String postalCode = address.country().equals("US") ? "\\d{5}" : "[A-Z]\\d[A-Z] \\d[A-Z]\\d";
        return address.street().matches("[1-9]\\d{0,3}A? \\S.*\\S")
                && address.city().matches("[\\p{L}\\d].*\\p{L}\\.?")
                && address.region().matches("[A-Z]{2}")
                && address.postalCode().matches(postalCode);
    }

    @Test
    void buildingsStandInTheirCountry() {
        assertThat(notFine(building -> building.address().country().equals("US")
                        ? within(building, 18.8, 71.5, -179.5, -66.8)
                        : within(building, 41.6, 83.2, -141.1, -52.5)))
                .isEmpty();
    }

    private static boolean within(GeneratedBuilding building, double south, double north, double west, double east) {
        double latitude = building.latitude() / 1e6;
        double longitude = building.longitude() / 1e6;
        return south < latitude && latitude < north && west < longitude && longitude < east;
    }

    @Test
    void nineOfAHundredBuildingsAreInCanadaAndSixCanHaveNothing() {
        assertThat(perMille(building -> building.address().country().equals("CA")))
                .isBetween(89L, 91L);
        assertThat(perMille(
                        building -> building.access().getFirst().technology().equals("none")))
                .isBetween(57L, 63L);
    }

    private static long perMille(Predicate<GeneratedBuilding> kind) {
        return LIST.stream().filter(kind).count() * 1000 / COUNT;
    }

    @Test
    void theFastestWayInComesFirstAndCapacityIsEnoughForIt() {
        assertThat(notFine(building ->
                        building.capacityMbps() >= building.access().getFirst().maxSpeedMbps()
                                && fastestFirst(building.access())))
                .isEmpty();
    }

    private static boolean fastestFirst(List<Access> access) {
        List<Access> sorted = access.stream()
                .sorted(Comparator.comparingLong(Access::maxSpeedMbps)
                        .reversed()
                        .thenComparingInt(Access::leadTimeDays))
                .toList();
        return access.equals(sorted);
    }

    @Test
    void speedsAndDaysFitTheTechnology() {
        assertThat(notFine(building -> building.access().stream().allMatch(LocationGeneratorTest::plausible)))
                .isEmpty();
        assertThat(notFine(building -> building.access().size() == 1
                        || building.access().stream()
                                .noneMatch(way -> way.technology().equals("none"))))
                .isEmpty();
    }

    private static boolean plausible(Access way) {
        long speed = way.maxSpeedMbps();
        int days = way.leadTimeDays();
        return switch (way.technology()) {
            case "fiber" -> speed >= 1000 && days <= 10;
            case "fiber-build" -> speed >= 1000 && days >= 30 && days <= 90;
            case "coax" -> speed <= 1000 && days <= 10;
            case "fixed-wireless" -> speed <= 500 && days <= 10;
            case "none" -> speed == 0 && days == 0;
            default -> false;
        };
    }

    @Test
    void someAreasAreDense() {
        Map<String, Long> perZip = LIST.stream()
                .filter(building -> building.address().country().equals("US"))
                .collect(Collectors.groupingBy(building -> building.address().postalCode(), Collectors.counting()));
        assertThat(perZip.values()).anyMatch(count -> count > 40).anyMatch(count -> count == 1);
    }

    @Test
    void anotherSeedGivesAnotherList() {
        assertThat(list(1000, 1, 0)).isEqualTo(list(1000, 1, 0)).isNotEqualTo(list(1000, 2, 0));
    }

    @Test
    void aRevisionLosesSomeBuildingsChangesSomeAndGetsNewOnes() {
        Map<Long, GeneratedBuilding> old = byNumber(LIST);
        List<GeneratedBuilding> next = list(COUNT, 1, 1);
        List<GeneratedBuilding> kept = next.stream()
                .filter(building -> old.containsKey(building.number()))
                .toList();
        assertThat(next.size() - kept.size()).isEqualTo(COUNT / 200);
        assertThat(COUNT - kept.size()).isBetween(900, 1100);
        assertThat(kept.stream().filter(building -> !building.equals(old.get(building.number()))))
                .hasSizeBetween(1850, 2150)
                .allMatch(building ->
                        building.address().equals(byNumber(old, building).address()));
        assertThat(next.stream().map(GeneratedBuilding::address).distinct()).hasSize(next.size());
    }

    @Test
    void eachRevisionBuildsOnTheOneBefore() {
        Set<String> first = ids(list(20_000, 1, 1));
        Set<String> second = ids(list(20_000, 1, 2));
        assertThat(first.stream().filter(id -> !second.contains(id))).hasSizeBetween(60, 140);
        assertThat(second.stream().filter(id -> !first.contains(id))).hasSize(100);
    }

    @Test
    void countAndRevisionAreChecked() {
        assertThatThrownBy(() -> new LocationGenerator(0, 1)).hasMessageContaining("count is 0");
        assertThatThrownBy(() -> new LocationGenerator(1, 1, 21)).hasMessageContaining("revision is 21");
    }

    private static GeneratedBuilding byNumber(Map<Long, GeneratedBuilding> list, GeneratedBuilding building) {
        return list.getOrDefault(building.number(), building);
    }

    private static Map<Long, GeneratedBuilding> byNumber(List<GeneratedBuilding> list) {
        return list.stream().collect(Collectors.toMap(GeneratedBuilding::number, Function.identity()));
    }

    private static Set<String> ids(List<GeneratedBuilding> list) {
        return list.stream().map(GeneratedBuilding::id).collect(Collectors.toSet());
    }

    private static List<GeneratedBuilding> notFine(Predicate<GeneratedBuilding> fine) {
        return LIST.stream().filter(fine.negate()).toList();
    }

    private static List<GeneratedBuilding> list(long count, long seed, int revision) {
        return new LocationGenerator(count, seed, revision).buildings().toList();
    }
}
