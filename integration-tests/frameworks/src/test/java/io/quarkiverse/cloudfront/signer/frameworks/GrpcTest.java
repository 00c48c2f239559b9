package io.quarkiverse.cloudfront.signer.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.google.protobuf.StringValue;

import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkiverse.cloudfront.signer.fixtures.TestTokens;
import io.quarkus.grpc.GrpcService;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/**
 * A gRPC service, whose messages cannot be signed, calls a bean that signs.
 */
class GrpcTest {

    private static final String FOREIGN = "http://elsewhere.example/secret.txt?token=t0ken";

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Service.class, Pictures.class, UserPictures.class))
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .overrideConfigKey("quarkus.cloudfront-signer.expires-in", "1h")
            .overrideConfigKey("quarkus.grpc.server.use-separate-server", "false")
            .overrideConfigKey("mp.jwt.verify.issuer", TestTokens.ISSUER)
            .overrideConfigKey("mp.jwt.verify.publickey", TestTokens.publicKey());

    @ParameterizedTest
    @ValueSource(strings = { "now", "later" })
    void url_isSigned(String method) {
        assertThat(SignedUrls.status(call(method, "/a.txt", null))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "now", "later", "ofUser" })
    void url_expiresWithTheToken(String method) {
        Instant end = Instant.now().plusSeconds(600);
        assertThat(SignedUrls.expiry(call(method, "/alice/acme/a.txt", TestTokens.of("alice", end))))
                .isEqualTo(end.getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(strings = { "now", "later", "bound", "cookies" })
    void unsignableUrl_isAnErrorWithoutTheUrl(String method) {
        try (CapturedLog log = CapturedLog.begin()) {
            assertThatThrownBy(() -> call(method, FOREIGN, null)).isInstanceOf(StatusRuntimeException.class)
                    .hasMessage("INTERNAL");
            assertThat(log.messages(Level.SEVERE))
                    .anyMatch(message -> message.startsWith(Pictures.class.getName() + "#" + method));
            assertThat(log.text()).doesNotContain("t0ken", "Signature=");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "forUsers", "laterForUsers" })
    void anonymousCall_isRejected(String method) {
        assertThatThrownBy(() -> call(method, "/a.txt", null)).isInstanceOf(StatusRuntimeException.class)
                .hasMessageStartingWith("PERMISSION_DENIED").hasMessageNotContaining("a.txt");
        assertThat(SignedUrls.status(call(method, "/a.txt", TestTokens.of("alice", Instant.now().plusSeconds(600)))))
                .isEqualTo(200);
    }

    @Test
    void userWhoseNameIsNotASegment_isForbidden() {
        try (CapturedLog log = CapturedLog.begin()) {
            assertThatThrownBy(() -> call("ofUser", "/a.txt", TestTokens.of("..", Instant.now().plusSeconds(600))))
                    .isInstanceOf(StatusRuntimeException.class).hasMessageStartingWith("PERMISSION_DENIED");
            assertThat(log.messages(Level.WARNING)).singleElement().asString().startsWith("Access denied: the user's claims");
        }
    }

    @Test
    void otherFailure_staysAsItIs() {
        assertThatThrownBy(() -> call("broken", "/a.txt", null)).isInstanceOf(StatusRuntimeException.class)
                .hasMessageContaining("java.lang.IllegalStateException - out of film");
    }

    private static String call(String method, String path, String token) {
        ManagedChannel channel = ManagedChannelBuilder.forAddress("localhost",
                ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class)).usePlaintext().build();
        try {
            Channel secured = channel;
            if (token != null) {
                Metadata headers = new Metadata();
                headers.put(Metadata.Key.of("Authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
                secured = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
            }
            return ClientCalls.blockingUnaryCall(secured, Service.method(method),
                    CallOptions.DEFAULT.withDeadlineAfter(60, TimeUnit.SECONDS), StringValue.of(path)).getValue();
        } finally {
            channel.shutdownNow();
        }
    }

    /**
     * Like generated code, with text as messages.
     */
    @GrpcService
    public static class Service implements BindableService {

        private final Pictures pictures;
        private final UserPictures userPictures;

        public Service(Pictures pictures, UserPictures userPictures) {
            this.pictures = pictures;
            this.userPictures = userPictures;
        }

        static MethodDescriptor<StringValue, StringValue> method(String name) {
            return MethodDescriptor.<StringValue, StringValue> newBuilder().setType(MethodDescriptor.MethodType.UNARY)
                    .setFullMethodName("Pictures/" + name)
                    .setRequestMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
                    .setResponseMarshaller(ProtoUtils.marshaller(StringValue.getDefaultInstance()))
                    .build();
        }

        @Override
        public ServerServiceDefinition bindService() {
            return ServerServiceDefinition.builder("Pictures")
                    .addMethod(method("now"), ServerCalls.asyncUnaryCall((path, observer) -> {
                        observer.onNext(StringValue.of(pictures.now(path.getValue())));
                        observer.onCompleted();
                    }))
                    .addMethod(method("bound"), ServerCalls.asyncUnaryCall((path, observer) -> {
                        observer.onNext(StringValue.of(pictures.bound(path.getValue())));
                        observer.onCompleted();
                    }))
                    .addMethod(method("cookies"), ServerCalls.asyncUnaryCall((path, observer) -> {
                        observer.onNext(StringValue.of(pictures.cookies(path.getValue())));
                        observer.onCompleted();
                    }))
                    .addMethod(method("broken"), ServerCalls.asyncUnaryCall((path, observer) -> {
                        throw new IllegalStateException("out of film");
                    }))
                    .addMethod(method("forUsers"), ServerCalls.asyncUnaryCall((path, observer) -> {
                        observer.onNext(StringValue.of(userPictures.now(path.getValue())));
                        observer.onCompleted();
                    }))
                    .addMethod(method("laterForUsers"), later(userPictures::later))
                    .addMethod(method("later"), later(pictures::later))
                    .addMethod(method("ofUser"), later(pictures::ofUser))
                    .build();
        }

        private static ServerCallHandler<StringValue, StringValue> later(Function<String, Uni<String>> pictures) {
            return ServerCalls.asyncUnaryCall((path, observer) -> pictures.apply(path.getValue()).subscribe().with(url -> {
                observer.onNext(StringValue.of(url));
                observer.onCompleted();
            }, observer::onError));
        }
    }

    @ApplicationScoped
    public static class UserPictures {

        @SignedResource
        String now(String path) {
            return path;
        }

        @SignedResource
        Uni<String> later(String path) {
            return Uni.createFrom().item(path);
        }
    }

    @ApplicationScoped
    @PermitAll
    public static class Pictures {

        @SignedResource
        String now(String path) {
            return path;
        }

        @SignedResource
        Uni<String> later(String path) {
            return Uni.createFrom().item(path);
        }

        @SignedResource(resource = "/{principal}/{claim.tenant}/*")
        Uni<String> ofUser(String path) {
            return Uni.createFrom().item(path);
        }

        @SignedResource(bindToIp = true)
        String bound(String path) {
            return path;
        }

        @SignedResource(delivery = Delivery.COOKIES, resource = "/*")
        String cookies(String path) {
            return path;
        }
    }
}
