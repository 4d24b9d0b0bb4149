package dev.turnup.window;

import dev.turnup.plan.Inventory;
import dev.turnup.plan.ServiceKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The inventory as it would be with these speeds, by product, and nothing on its way. */
record AtSpeeds(Inventory inventory, Map<String, Long> speeds) implements Inventory {

    @Override
    public Optional<Place> place(String id) {
        return inventory.place(id);
    }

    @Override
    public Optional<Place> placeOf(HeldProduct product) {
        return inventory.placeOf(product);
    }

    @Override
    public Optional<Answer> answer(String tenant, String answerId) {
        return inventory.answer(tenant, answerId);
    }

    @Override
    public Optional<HeldProduct> product(String tenant, String productId) {
        return inventory.product(tenant, productId).map(this::at);
    }

    @Override
    public Optional<HeldProduct> base(String tenant, String reference) {
        return inventory.base(tenant, reference).map(this::at);
    }

    private HeldProduct at(HeldProduct product) {
        return Optional.ofNullable(speeds.get(product.id())).map(product::at).orElse(product);
    }

    @Override
    public Optional<ServiceKey> serviceKey(String reference, Instant now) {
        return inventory.serviceKey(reference, now);
    }

    @Override
    public List<String> dependents(String productId) {
        return inventory.dependents(productId);
    }

    @Override
    public List<Booking> bookings(String productId) {
        return List.of(); // windows can follow each other
    }

    @Override
    public Map<String, List<Made>> made(String productId) {
        return inventory.made(productId);
    }
}
