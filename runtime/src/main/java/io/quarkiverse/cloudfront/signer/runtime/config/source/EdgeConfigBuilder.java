package io.quarkiverse.cloudfront.signer.runtime.config.source;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.quarkus.runtime.configuration.ConfigBuilder;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

/**
 * Gives the local edge's properties precedence over those of the application. The build only adds this class in dev and test
 * mode, and only if there is an edge.
 */
public final class EdgeConfigBuilder implements ConfigBuilder {

    /** The prefix of the names of the properties that take precedence. */
    public static final String PREFIX = "cloudfront-edge.override.";

    /** Higher than the ordinal of system properties. */
    private static final int ORDINAL = 410;

    @Override
    public SmallRyeConfigBuilder configBuilder(SmallRyeConfigBuilder builder) {
        return builder.withSources(new Overrides());
    }

    private static final class Overrides implements ConfigSourceFactory {

        @Override
        public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
            Map<String, String> properties = new HashMap<>();
            for (Iterator<String> names = context.iterateNames(); names.hasNext();) {
                String name = names.next();
                if (name.startsWith(PREFIX)) {
                    properties.put(name.substring(PREFIX.length()), context.getValue(name).getValue());
                }
            }
            return List.of(new PropertiesConfigSource(properties, "the local CloudFront edge", ORDINAL));
        }

        @Override
        public OptionalInt getPriority() {
            return OptionalInt.of(ORDINAL);
        }
    }
}
