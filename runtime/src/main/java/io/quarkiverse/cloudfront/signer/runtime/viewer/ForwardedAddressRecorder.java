package io.quarkiverse.cloudfront.signer.runtime.viewer;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkus.runtime.annotations.Recorder;

/**
 * Warns at start-up if an application signs viewers' addresses that any client can forge.
 */
@Recorder
public class ForwardedAddressRecorder {

    private static final Logger LOG = Logger.getLogger(ForwardedAddressRecorder.class);

    private static final String FORWARDING = "quarkus.http.proxy.proxy-address-forwarding";
    private static final String TRUSTED = "quarkus.http.proxy.trusted-proxies";

    /**
     * @param description the description of a method or field with {@code bindToIp}
     */
    public void check(String description) {
        Config config = ConfigProvider.getConfig();
        if (config.getOptionalValue(FORWARDING, Boolean.class).orElse(false)
                && config.getOptionalValue(TRUSTED, String.class).isEmpty()) {
            LOG.warnf(
                    "%s uses bindToIp, and %s is enabled without %s, so every client that reaches the application directly "
                            + "can choose the address that is signed. Set %s to the addresses of your proxies, and have them "
                            + "replace the viewer's X-Forwarded-For header",
                    description, FORWARDING, TRUSTED, TRUSTED);
        }
    }
}
