package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;

import io.quarkus.jackson.ObjectMapperCustomizer;

/**
 * Watches over what Quarkus's {@code ObjectMapper} writes. It is there in every application with Jackson, because the build may
 * not have seen a class with signed fields.
 */
@Singleton
public class MemberMapperCustomizer implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule(MemberMapperCustomizer.class.getName())
                .setSerializerModifier(new MemberSerializerModifier()));
    }
}
