package io.quarkiverse.cloudfront.signer.runtime.rest.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.file.Path;

import jakarta.ws.rs.core.StreamingOutput;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.vertx.core.buffer.Buffer;

class PlaylistEntityTypeTest {

    private static Object entity(PlaylistEntityType type) {
        return switch (type) {
            case TEXT -> "#EXTM3U";
            case BYTES -> new byte[0];
            case BUFFER -> Buffer.buffer();
            case STREAM -> new ByteArrayInputStream(new byte[0]);
            case PATH -> Path.of("a.m3u8");
            case FILE -> new File("a.m3u8");
            case OUTPUT -> (StreamingOutput) target -> {
            };
        };
    }

    @ParameterizedTest
    @EnumSource
    void entity_isOfTheTypeThatTheMethodDeclares(PlaylistEntityType type) throws ClassNotFoundException {
        assertThat(entity(type)).isInstanceOf(Class.forName(type.declared()));
        assertThat(PlaylistEntityType.of(entity(type))).isEqualTo(type);
    }
}
