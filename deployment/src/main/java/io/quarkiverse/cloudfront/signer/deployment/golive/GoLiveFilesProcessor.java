package io.quarkiverse.cloudfront.signer.deployment.golive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.deployment.annotation.BuildProblems;
import io.quarkiverse.cloudfront.signer.deployment.golive.GoLiveGenerator.GoLiveText;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig.GoLiveConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.bootstrap.workspace.WorkspaceModule;
import io.quarkus.deployment.IsProduction;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.deployment.pkg.builditem.OutputTargetBuildItem;

/**
 * Writes the AWS set-up next to the packaged application, and compares the private paths with the committed ones.
 */
class GoLiveFilesProcessor {

    private static final Logger LOG = Logger.getLogger(GoLiveFilesProcessor.class);

    private static final String DIRECTORY = "cloudfront-signer";
    private static final String COMPARE = SignerProperties.PREFIX + "go-live.compare";

    @BuildStep(onlyIf = IsProduction.class)
    void write(CloudFrontSignerBuildTimeConfig config, SignerContentsBuildItem signers, ApplicationInfoBuildItem application,
            OutputTargetBuildItem target, CurateOutcomeBuildItem project, BuildProducer<ValidationErrorBuildItem> errors) {
        GoLiveConfig goLive = config.goLive();
        if (!goLive.enabled() && goLive.compare().isEmpty()) {
            return;
        }
        Quotas.exceeded(signers.signers()).forEach(LOG::warn);
        Path directory = target.getOutputDirectory().resolve(DIRECTORY);
        String paths = new PrivatePaths(application.getName(), signers.signers()).json();
        write(directory.resolve(PrivatePaths.FILE), paths);
        signers.signers().forEach(signer -> write(directory, signer.content()));
        BuildProblems problems = new BuildProblems();
        goLive.compare().ifPresent(file -> {
            WorkspaceModule module = project.getApplicationModel().getAppArtifact().getWorkspaceModule();
            Path base = module == null ? Path.of("") : module.getModuleDir().toPath();
            new CommittedPaths(file, base.resolve(file)).compare(paths).ifPresent(problems::add);
        });
        problems.report("The private paths have changed", errors);
    }

    private static void write(Path directory, PrivateContent content) {
        Path own = content.signer().equals(SignerName.DEFAULT) ? directory : directory.resolve(fileName(content.signer()));
        KeyType keyType = content.rsaOnly() ? KeyType.RSA2048 : KeyType.P256;
        for (GoLiveText text : new GoLiveGenerator().generate(content, keyType)) {
            write(own.resolve(text.file()), text.text());
        }
    }

    /** A name that is different for each signer, and never refers to another directory. */
    private static String fileName(String signer) {
        return URLEncoder.encode(signer, StandardCharsets.UTF_8).replace(".", "%2E").replace("*", "%2A");
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.replace("\r\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException("The AWS set-up cannot be written to " + file, e);
        }
    }

    static String remedy(String file) {
        return "Change the distribution, check it with \"cloudfront-signer check\", and copy " + PrivatePaths.FILE
                + " from the directory " + DIRECTORY + " of this build to " + file + ", which " + COMPARE + " names";
    }
}
