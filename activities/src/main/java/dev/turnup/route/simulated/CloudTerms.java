package dev.turnup.route.simulated;

import dev.turnup.catalogue.Offering.SpeedChange;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a cloud sells, and on what terms.
 *
 * @param kind the provider's name for the connection
 * @param keyName the provider's name for the customer's key
 * @param key how such a key looks
 * @param oneConnectionPerKey whether a key is used up by a connection
 * @param change how a connection's speed can be changed
 * @param speedsMbps what is sold, in megabits per second
 */
record CloudTerms(
        String kind,
        String keyName,
        Pattern key,
        boolean oneConnectionPerKey,
        SpeedChange change,
        List<Long> speedsMbps) {}
