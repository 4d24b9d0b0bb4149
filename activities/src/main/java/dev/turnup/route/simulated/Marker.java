package dev.turnup.route.simulated;

import dev.turnup.simulated.Behaviour;
import dev.turnup.step.FailureCode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Behaviours that anybody can provoke by the customer's key: ten zeros and two digits at its end (Google: at the end of the
 * part before the first slash).
 *
 * <table>
 * <caption>Markers; docs/simulators.md says what follows from each</caption>
 * <tr><td>01</td><td>the customer never accepts; a change is never finished</td></tr>
 * <tr><td>02</td><td>the customer refuses</td></tr>
 * <tr><td>03</td><td>it is done, but the first answer comes too late</td></tr>
 * <tr><td>04</td><td>it is done, but the first answer is lost</td></tr>
 * <tr><td>05</td><td>two calls don't arrive, the third does</td></tr>
 * <tr><td>06</td><td>no call ever arrives</td></tr>
 * <tr><td>07</td><td>two calls are throttled</td></tr>
 * <tr><td>08</td><td>no answer, and the effect lands ten seconds later, even after an undo</td></tr>
 * <tr><td>09</td><td>the customer's virtual interface holds up the undo for ten seconds (AWS)</td></tr>
 * <tr><td>10</td><td>every undo is refused</td></tr>
 * <tr><td>11</td><td>the undo is confirmed, and the connection stays</td></tr>
 * <tr><td>12</td><td>the provider refuses the request</td></tr>
 * <tr><td>13</td><td>the provider knows no such key</td></tr>
 * <tr><td>14</td><td>the provider has no capacity</td></tr>
 * <tr><td>15</td><td>the customer's virtual interface holds up the undo until its deadline (AWS)</td></tr>
 * </table>
 */
@SuppressWarnings("ImmutableEnumChecker") // a Behaviour is a record of values
enum Marker {
    NEVER_ACTS("01", Behaviour.neverActs()),
    PARTY_REFUSES("02", Behaviour.partyRefuses()),
    TIMEOUT_AFTER_SUCCESS("03", Behaviour.timeoutAfterSuccess()),
    LOST_ANSWER("04", Behaviour.lostAnswer()),
    UNREACHABLE_TWICE("05", Behaviour.unreachable().times(2)),
    UNREACHABLE("06", Behaviour.unreachable().times(Behaviour.ALWAYS)),
    THROTTLED_TWICE("07", Behaviour.throttled().times(2)),
    LATE_LANDING("08", Behaviour.lateLanding(Duration.ofSeconds(10))),
    VIRTUAL_INTERFACE("09", Behaviour.virtualInterface(Duration.ofSeconds(10))),
    STUCK_RELEASE("10", Behaviour.stuckRelease()),
    GHOST("11", Behaviour.ghost()),
    PROVIDER_REFUSED("12", refuse(FailureCode.PROVIDER_REFUSED, "the provider refuses the request (marker 12)")),
    KEY_REFUSED("13", refuse(FailureCode.KEY_REFUSED, "the provider knows no such key (marker 13)")),
    NO_CAPACITY("14", refuse(FailureCode.NO_CAPACITY, "the provider has no capacity there (marker 14)")),
    VIRTUAL_INTERFACE_STAYS("15", Behaviour.virtualInterface(Duration.ofDays(3_650)));

    private static final Pattern MARKED = Pattern.compile("[^/]*0{10}(\\d\\d)(/.*)?");

    private final String digits;
    private final Behaviour behaviour;

    Marker(String digits, Behaviour behaviour) {
        this.digits = digits;
        this.behaviour = behaviour;
    }

    /** What a customer's key asks for; mostly nothing. */
    static List<Behaviour> of(String customerKey) {
        Matcher marked = MARKED.matcher(customerKey);
        return Arrays.stream(values())
                .filter(marker -> marked.matches() && marker.digits.equals(marked.group(1)))
                .map(marker -> marker.behaviour)
                .toList();
    }

    private static Behaviour refuse(FailureCode code, String message) {
        return Behaviour.refuse(code, message).times(Behaviour.ALWAYS);
    }
}
