package dev.turnup.api;

import dev.turnup.intake.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What controllers may have as arguments. */
@OnIntake
@Configuration
class WebConfiguration implements WebMvcConfigurer {
    private final AuditTrail audit;

    WebConfiguration(AuditTrail audit) {
        this.audit = audit;
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.addCustomConverter(new TreeConverter());
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(audit).excludePathPatterns(ErrorPage.PATH);
        interceptors.addInterceptor(new Rights()).excludePathPatterns(ErrorPage.PATH);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new Argument<>(Caller.class, WebConfiguration::caller));
        resolvers.add(new Argument<>(ListQuery.class, WebConfiguration::query));
    }

    /** Throws Refusal: should a path ever pass the filter by without a key, it ends here. */
    private static Caller caller(HttpServletRequest request) {
        if (request.getAttribute(KeyFilter.CALLER) instanceof Caller caller) {
            return caller;
        }
        throw Refusal.of(HttpStatus.UNAUTHORIZED, "unauthorized", "send an API key");
    }

    private static ListQuery query(HttpServletRequest request) {
        Map<String, String> parameters = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[values.length - 1]));
        return new ListQuery(request.getRequestURI(), parameters);
    }

    private record Argument<T>(Class<T> type, Function<HttpServletRequest, T> from)
            implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == type;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
            if (servletRequest == null) {
                throw new IllegalStateException("no servlet request");
            }
            return from.apply(servletRequest);
        }
    }
}
