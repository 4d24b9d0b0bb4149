package dev.turnup.step;

/**
 * The receipt of an undo.
 *
 * @param what the resource that was taken back, or "nothing" where none was there
 */
public record Released(String what) {
    public static final Released NOTHING = new Released("nothing");
}
