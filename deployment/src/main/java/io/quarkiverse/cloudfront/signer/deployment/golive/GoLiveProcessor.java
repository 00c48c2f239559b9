package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.deployment.catalog.CatalogBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.devui.DevUiPageBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.golive.PrivateContent.GateSetup;
import io.quarkiverse.cloudfront.signer.deployment.index.DotNames;
import io.quarkiverse.cloudfront.signer.deployment.qute.TemplateUsesBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.signer.SignerNamesBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPoint;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPointBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.CloudFrontSignerRecorder;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.devui.spi.buildtime.BuildTimeActionBuildItem;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.SmallRyeConfig;

/**
 * Finds out what must be set up in AWS for this application. The result is shown to people on a page of Dev UI, and is
 * available to coding agents.
 */
class GoLiveProcessor {

    /** The extension's own package. Its classes may be in the index, too, but do not belong to the application. */
    private static final String EXTENSION = CloudFrontSignerRecorder.class.getPackageName() + ".";

    @BuildStep
    SignerContentsBuildItem contents(SignerNamesBuildItem names, CatalogBuildItem catalog,
            List<AccessPointBuildItem> accessPoints, ApplicationInfoBuildItem application, CombinedIndexBuildItem index,
            Optional<TemplateUsesBuildItem> templates, LaunchModeBuildItem launchMode) {
        List<AccessPoint> points = accessPoints.stream().map(AccessPointBuildItem::point).toList();
        boolean downloads = usesDownloads(index.getIndex()) || templates.filter(TemplateUsesBuildItem::downloads).isPresent();
        ContentReader reader = new ContentReader(application.getName(), downloads,
                ConfigProvider.getConfig().unwrap(SmallRyeConfig.class), launchMode.getLaunchMode() == LaunchMode.NORMAL);
        return new SignerContentsBuildItem(names.names().stream()
                .map(name -> reader.read(name, catalog.of(name), GateSetup.of(name, points))).toList());
    }

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void goLive(SignerContentsBuildItem signers, BuildProducer<DevUiPageBuildItem> pages,
            BuildProducer<BuildTimeActionBuildItem> actions) {
        pages.produce(new DevUiPageBuildItem(90, "Go live", "cloud-arrow-up", "go-live", ""));
        List<PrivateContent> contents = signers.signers().stream().map(SignerContent::content).toList();
        BuildTimeActionBuildItem action = new BuildTimeActionBuildItem();
        action.actionBuilder()
                .methodName("goLive")
                .description("The set-up in AWS before this application goes live, for each of its CloudFront signers: "
                        + "OpenSSL commands for a key pair, CloudFormation and Terraform for public keys, key group, restricted "
                        + "cache behaviors, CORS, an alarm, the origin and error page of gates, the function and store of marks, "
                        + "and distribution tenants, and the application's properties. No secrets.")
                .parameter("keyType", "P256 (the default) or RSA2048", false)
                .function(parameters -> texts(contents, parameters.get("keyType")))
                .build();
        // called without the builder, whose method has a different name in later versions
        action.getDeploymentActions().forEach(tool -> tool.setMcpEnabledByDefault(true));
        actions.produce(action);
    }

    /**
     * Whether the application's code names files for downloads.
     */
    static boolean usesDownloads(IndexView index) {
        return index.getKnownUsers(DotNames.DOWNLOAD).stream().map(ClassInfo::name)
                .anyMatch(user -> !user.equals(DotNames.DOWNLOAD) && !user.toString().startsWith(EXTENSION));
    }

    /**
     * The texts for all signers. They consist of JDK types, so that they can be written as JSON without classes of this class
     * loader.
     */
    private static List<SignerTexts> texts(List<PrivateContent> contents, @Nullable String keyType) {
        GoLiveGenerator generator = new GoLiveGenerator();
        List<SignerTexts> signers = new ArrayList<>();
        for (PrivateContent content : contents) {
            KeyType type = content.rsaOnly() ? KeyType.RSA2048 : KeyType.named(keyType);
            signers.add(new SignerTexts(content.signer(), type, generator.generate(content, type)));
        }
        return signers;
    }

    /** The texts for one signer, which Dev UI writes as JSON. */
    record SignerTexts(String signer, KeyType keyType, List<GoLiveGenerator.GoLiveText> texts) {
    }
}
