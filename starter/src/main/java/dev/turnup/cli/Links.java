package dev.turnup.cli;

import dev.turnup.cli.home.Endpoints;
import dev.turnup.cli.home.Home;

/** Where an instance is reached, for people. */
final class Links {
    private Links() {}

    static String of(Endpoints endpoints, Home home) {
        return String.join(
                "\n",
                "",
                "  API          " + endpoints.apiUrl(),
                "  API pages    " + endpoints.apiUrl() + "/swagger-ui/index.html",
                "  Temporal UI  " + (endpoints.temporalUi() == null ? "none" : endpoints.temporalUi()),
                "  Temporal     " + endpoints.temporalAddress(),
                "  API keys     " + home.keysFile(),
                "");
    }
}
