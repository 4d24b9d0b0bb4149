package dev.turnup.api;

import dev.turnup.intake.Caller;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.ExternalDocumentation;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The OpenAPI document at /v3/api-docs, and the page at /swagger-ui.html. */
@OnIntake
@Configuration
class ApiDocument {
    static final String ERROR = "#/components/schemas/Error";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, ListQuery.class);
    }

    @Bean
    OpenAPI openApi() {
        Components components = new Components()
                .addSecuritySchemes(
                        "bearer",
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
                .addSecuritySchemes(
                        "header",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-API-Key"))
                .addSchemas("Error", error());
        return new OpenAPI()
                .info(new Info()
                        .title("Turnup")
                        .version("v5")
                        .description(
                                "Orders of Network-as-a-Service products. Resources below /tmf-api follow the TM Forum's "
                                        + "Open APIs v5; those below /api/v1 are Turnup's own. On input @type may be left out "
                                        + "wherever only one type fits; answers always carry it."))
                .externalDocs(new ExternalDocumentation()
                        .description("TM Forum Open APIs")
                        .url("https://www.tmforum.org/oda/open-apis/directory"))
                .components(components)
                .addSecurityItem(new SecurityRequirement().addList("bearer"))
                .addSecurityItem(new SecurityRequirement().addList("header"));
    }

    @Bean
    OpenApiCustomizer answers() {
        return api -> api.getPaths()
                .forEach((path, item) ->
                        item.readOperations().forEach(operation -> new OperationDocument(path, operation).complete()));
    }

    private static ObjectSchema error() {
        ObjectSchema error = new ObjectSchema();
        error.description("TM Forum's Error; below 'errors' one for each property that is wrong.");
        for (String name : new String[] {"@type", "code", "reason", "message", "status"}) {
            error.addProperty(name, new StringSchema());
            error.addRequiredItem(name);
        }
        error.addProperty(
                "path", new StringSchema().description("The property in the request, in an entry of 'errors'."));
        error.addProperty(
                "cancelPlan",
                new ObjectSchema()
                        .description("What a cancel would do, where an order can only be cancelled and placed again."));
        error.addProperty("errors", new ArraySchema().items(new ObjectSchema().$ref(ERROR)));
        return error;
    }
}
