package io.quarkiverse.cloudfront.signer.runtime.json;

import jakarta.inject.Singleton;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;

import io.quarkus.jackson.ObjectMapperCustomizer;

/**
 * Watches over what Quarkus's {@code ObjectMapper} writes.
 */
@Singleton
public class MembersOfMapper implements ObjectMapperCustomizer {

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule(MembersOfMapper.class.getName())
                .setSerializerModifier(new UnsignedMembers(mapper)));
    }
}
