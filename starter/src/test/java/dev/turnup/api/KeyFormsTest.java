package dev.turnup.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFormsTest {
    private static final String DIGITS = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";

    @ParameterizedTest
    @CsvSource({
        "tk_%s, tk_",
        "sk_0123456789ab_%s, sk_0123456789ab",
        "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD0123456789a=, whsec_",
        "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.%s, eyJ",
    })
    void ofAKeyItsBeginningIsLeft(String form, String left) {
        String key = form.replace("%s", DIGITS);

        assertThat(KeyForms.cut(key)).isEqualTo(left);
        assertThat(KeyForms.cut("/a/" + key + "/b?c=" + key + ", '" + key + "'"))
                .isEqualTo("/a/" + left + "/b?c=" + left + ", '" + left + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "the key tk_ of ours",
        "tk_short",
        "sk_0123456789ab",
        "key-8c5f0f2e-3a59-4cde-9a0e-3f1d7a8e2b11",
        "eyJhbGciOiJSUzI1NiJ9",
        "turnup.example.com"
    })
    void whatIsNoKeyStays(String text) {
        assertThat(KeyForms.cut(text)).isEqualTo(text);
    }

    @Test
    void ofARequestEveryTextIsCutButWhatIsNeededWhole() {
        String key = "tk_" + DIGITS;
        ObjectNode request =
                (ObjectNode) TreeJson.read("""
                {"note": [{"text": "by %1$s"}, "%1$s", 7, null], "serviceKey": "%1$s", "callback": "%1$s"}
                """.formatted(key).getBytes(java.nio.charset.StandardCharsets.UTF_8));

        KeyForms.cut(request);

        assertThat(request.toString())
                .isEqualTo("{\"note\":[{\"text\":\"by tk_\"},\"tk_\",7,null],\"serviceKey\":\"" + key
                        + "\",\"callback\":\"" + key + "\"}");
    }

    @Test
    void aTextThatLooksLikeTheBeginningsOfManyTokensTakesNoTime() {
        String text = "eyJ".repeat(100_000) + " " + "eyJ.".repeat(10_000) + "whsec_".repeat(10_000);
        assertTimeout(Duration.ofSeconds(5), () -> KeyForms.cut(text));
    }
}
