package io.quarkiverse.cloudfront.signer.runtime;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerConfigurations;
import io.quarkiverse.cloudfront.signer.runtime.delivery.RestResponses;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldRules;
import io.quarkiverse.cloudfront.signer.runtime.field.FieldTerms;
import io.quarkiverse.cloudfront.signer.runtime.intent.IntentFilter;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethodInfo;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethods;
import io.quarkiverse.cloudfront.signer.runtime.logout.BackChannelRequests;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUses;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUses.TemplateUse;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkiverse.cloudfront.signer.runtime.signer.WarmUp;
import io.quarkiverse.cloudfront.signer.runtime.user.IdentityUsers;
import io.quarkiverse.cloudfront.signer.runtime.user.NextUserFilter;
import io.quarkiverse.cloudfront.signer.runtime.viewer.LastHeaders;
import io.quarkiverse.cloudfront.signer.runtime.viewer.OidcSessionWatch;
import io.quarkus.arc.ActiveResult;
import io.quarkus.arc.Arc;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.arc.runtime.BeanContainer;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.annotations.Recorder;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Passes the results of the build to the running application.
 */
@Recorder
public class CloudFrontSignerRecorder {

    public Supplier<ActiveResult> checkActive(String name) {
        return new Supplier<>() {
            @Override
            public ActiveResult get() {
                Signers signers = Arc.container().instance(Signers.class).get();
                return signers.find(name) != null ? ActiveResult.active() : ActiveResult.inactive(signers.missing(name));
            }
        };
    }

    public Function<SyntheticCreationalContext<CloudFrontSigner>, CloudFrontSigner> signer(String name) {
        return new Function<>() {
            @Override
            public CloudFrontSigner apply(SyntheticCreationalContext<CloudFrontSigner> context) {
                return Objects.requireNonNull(context.getInjectedReference(Signers.class).find(name)).forApplication();
            }
        };
    }

    /**
     * Reads and checks the configuration of all signers, whether or not anything uses them yet.
     *
     * @param signs whether the application can use a signer. If it cannot, and no signer is configured, nothing is created
     * @param injected the names of the injected signers, which must be configured
     */
    public void startSigners(BeanContainer container, boolean signs, List<String> injected, Supplier<Vertx> vertx,
            ShutdownContext shutdown) {
        if (!signs && !SignerConfigurations.isAnySet(container.beanInstance(CloudFrontSignersRuntimeConfig.class))) {
            return;
        }
        Signers signers = container.beanInstance(Signers.class);
        signers.require(injected);
        // loops instead of lambdas, because the classes of lambdas would be loaded at each start
        for (Runnable task : signers.begin(vertx)) {
            shutdown.addShutdownTask(task);
        }
        if (LaunchMode.current() == LaunchMode.NORMAL && !signers.all().isEmpty()) {
            new WarmUp(signers, vertx.get()).schedule();
        }
    }

    public void writeHeadersLast(RuntimeValue<Router> router) {
        LastHeaders.addTo(router.getValue());
    }

    public Handler<RoutingContext> oidcSessionWatch() {
        return new OidcSessionWatch();
    }

    public Handler<RoutingContext> nextUserFilter(BeanContainer container) {
        return container.beanInstance(NextUserFilter.class);
    }

    /**
     * Prevents requests that the user did not intend from logging the user out.
     */
    public Handler<RoutingContext> intentFilter() {
        return new IntentFilter(List.of(), ConfigProvider.getConfig());
    }

    /**
     * Remembers the requests of back-channel logouts. Only called in applications whose back-channel logouts revoke logins.
     */
    public Handler<RoutingContext> backChannelRequests() {
        return new BackChannelRequests();
    }

    /**
     * Prepares for users without tokens. Only called in applications whose users cannot have tokens.
     */
    public void forgoTokens(BeanContainer container) {
        container.beanInstance(IdentityUsers.class).forgoTokens();
    }

    /**
     * Sets the claim that identifies users whose tokens do not have a {@code sub} claim. Only called in applications that use
     * marks.
     */
    public void useSubjects(BeanContainer container) {
        container.beanInstance(CloudFrontSignersRuntimeConfig.class).marksSubjectClaim()
                .ifPresent(container.beanInstance(IdentityUsers.class)::useSubject);
    }

    public void startSignedMethods(BeanContainer container, Map<String, SignedMethodInfo> methods) {
        container.beanInstance(SignedMethods.class).prepare(methods);
    }

    /**
     * Starts to record the locations of responses. Only called in applications with Quarkus REST.
     */
    public void recordLocations(BeanContainer container, ShutdownContext shutdown) {
        container.beanInstance(RestResponses.class).recordLocations(shutdown);
    }

    public void startTemplates(BeanContainer container, List<TemplateUse> uses) {
        container.beanInstance(TemplateUses.class).prepare(uses);
    }

    public void startFields(BeanContainer container, Map<String, FieldTerms> fields, Set<String> holders, boolean known) {
        container.beanInstance(FieldRules.class).prepare(fields, holders, known);
    }
}
