package io.quarkiverse.cloudfront.signer.runtime.member.jackson;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;

import io.quarkus.jackson.ObjectMapperCustomizer;

/**
 * Guards Quarkus's {@code ObjectMapper}. Every application with Jackson has it, because the build may not know all classes with
 * signed fields.
 */
@Singleton
public class MemberMapperCustomizer implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule(MemberMapperCustomizer.class.getName())
                .setSerializerModifier(new MemberSerializerModifier()));
    }
}
