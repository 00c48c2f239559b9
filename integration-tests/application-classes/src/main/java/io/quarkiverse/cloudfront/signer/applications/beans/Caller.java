package io.quarkiverse.cloudfront.signer.applications.beans;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.cloudfront.signer.applications.Photo;

/**
 * Calls the bean's method for a cell, and writes its result with the application's own mapper.
 */
@ApplicationScoped
public class Caller {

    private final SigningBean bean;
    private final ObjectMapper mapper;

    @Inject
    Caller(SigningBean bean, ObjectMapper mapper) {
        this.bean = bean;
        this.mapper = mapper;
    }

    /**
     * @param cell the grant and the guard, such as {@code url/open}
     */
    public String call(String cell) {
        return switch (cell) {
            case "url/open" -> bean.url();
            case "url/admin" -> bean.urlForAdmins();
            case "wildcard/open" -> bean.wildcard();
            case "wildcard/admin" -> bean.wildcardForAdmins();
            case "cookies/open" -> bean.cookies();
            case "cookies/admin" -> bean.cookiesForAdmins();
            case "field/open" -> json(bean.field());
            case "field/admin" -> json(bean.fieldForAdmins());
            default -> throw new IllegalArgumentException(cell);
        };
    }

    private String json(Photo photo) {
        try {
            return mapper.writeValueAsString(photo);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
