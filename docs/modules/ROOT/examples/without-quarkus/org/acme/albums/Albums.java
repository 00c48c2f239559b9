package org.acme.albums;

import java.net.URI;
import java.nio.file.Path;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainerInitializer;

import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

import com.sun.net.httpserver.HttpServer;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;

@ApplicationScoped
public class Albums {

    @Produces
    @ApplicationScoped
    CloudFrontSigner signer() {
        return SignerBuilder.of(System.getProperty("cloudfront.url"))
                .keyPairId(System.getProperty("cloudfront.key-pair-id"))
                .privateKeyLocation(Path.of(System.getProperty("cloudfront.private-key-location")))
                .build();
    }

    public static void main(String... arguments) {
        start(URI.create("http://localhost:8080/"));
    }

    static HttpServer start(URI address) {
        SeContainerInitializer.newInstance().initialize();
        return JdkHttpServerFactory.createHttpServer(address,
                new ResourceConfig(AlbumResource.class, JacksonFeature.class));
    }
}
