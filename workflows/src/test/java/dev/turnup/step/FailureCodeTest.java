package dev.turnup.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureCodeTest {

    @Test
    void a_failure_type_that_is_none_of_ours_is_unknown() {
        assertThat(FailureCode.ofType("java.lang.IllegalStateException")).isEqualTo(FailureCode.UNKNOWN);
    }

    @Test
    void every_code_is_found_by_its_name() {
        for (FailureCode code : FailureCode.values()) {
            assertThat(FailureCode.ofType(code.name())).isEqualTo(code);
        }
    }

    @Test
    void a_refusal_is_never_retried() {
        for (FailureCode code : FailureCode.values()) {
            if (code.category() == FailureCode.Category.REFUSAL) {
                assertThat(code.retryable()).as(code.name()).isFalse();
            }
        }
    }
}
