package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import io.quarkiverse.cloudfront.edge.Origin;
import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.bootstrap.workspace.WorkspaceModule;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Where the local edge has its files from.
 *
 * @param location a URL or an absolute path
 */
record EdgeOrigin(String location) {

    private static final String PROPERTY = "quarkus.cloudfront-signer.devservices.origin";

    private static final String DIRECTORY = "src/main/cloudfront-origin";

    static EdgeOrigin of(Optional<String> configured, ApplicationModel application) {
        Path project = projectDirectory(application);
        if (configured.isEmpty()) {
            return new EdgeOrigin(project.resolve(DIRECTORY).toString());
        }
        String origin = configured.get();
        if (isUrl(origin)) {
            return new EdgeOrigin(origin);
        }
        Path directory = project.resolve(origin);
        if (!Files.isDirectory(directory)) {
            throw new ConfigurationException(PROPERTY + " names " + directory
                    + ", which is no directory; give a directory, or a URL that begins with http:// or https://");
        }
        return new EdgeOrigin(directory.toString());
    }

    private static boolean isUrl(String origin) {
        return origin.startsWith("http://") || origin.startsWith("https://");
    }

    private static Path projectDirectory(ApplicationModel application) {
        WorkspaceModule module = application.getAppArtifact().getWorkspaceModule();
        return (module == null ? Path.of("") : module.getModuleDir().toPath()).toAbsolutePath();
    }

    Origin toOrigin() {
        return isUrl(location) ? Origin.http(URI.create(location)) : Origin.directory(Path.of(location));
    }
}
