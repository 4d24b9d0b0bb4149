package dev.turnup.intake;

import java.util.List;

/** Which part of a list is wanted. */
public record Page(int offset, int limit) {

    /** That part of a short list. */
    public <T> List<T> of(List<T> all) {
        return all.stream().skip(offset).limit(limit).toList();
    }
}
