package dev.turnup.plan;

/** How one action on one offering is done: its steps in reading order. Used only while a plan is made. */
public interface Recipe {
    void write(ItemPlan plan);
}
