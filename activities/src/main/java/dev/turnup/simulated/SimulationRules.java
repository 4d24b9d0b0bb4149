package dev.turnup.simulated;

import java.util.Map;

/**
 * How the simulated world behaves when nothing else was asked for.
 *
 * @param seed the same seed gives the same ids and the same failures to the same calls
 * @param singleUseKeys whether a cloud refuses a customer's key that another connection uses, as the real ones do
 * @param all for every adapter that isn't in byAdapter
 * @param byAdapter by adapter name, for instance {@code simulated-aws}
 */
public record SimulationRules(long seed, boolean singleUseKeys, Conduct all, Map<String, Conduct> byAdapter) {
    public static final SimulationRules DEFAULT = new SimulationRules(1, true, Conduct.DEFAULT, Map.of());

    public SimulationRules {
        byAdapter = Map.copyOf(byAdapter);
    }

    public static SimulationRules of(Conduct all) {
        return new SimulationRules(DEFAULT.seed(), DEFAULT.singleUseKeys(), all, Map.of());
    }

    public Conduct of(String adapter) {
        return byAdapter.getOrDefault(adapter, all);
    }
}
