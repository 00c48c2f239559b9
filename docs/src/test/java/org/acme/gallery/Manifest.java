package org.acme.gallery;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;

/**
 * The documentation's Kubernetes manifest. Unknown and repeated fields are errors.
 */
record Manifest(ConfigMap configMap, Deployment deployment, Service service, PodDisruptionBudget disruptionBudget) {

    private static final Path FILE = Path.of("modules/ROOT/examples/kubernetes/gallery.yaml");

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of("v1 ConfigMap", ConfigMap.class,
            "apps/v1 Deployment", Deployment.class, "v1 Service", Service.class,
            "policy/v1 PodDisruptionBudget", PodDisruptionBudget.class);

    static Manifest read() {
        Map<Class<?>, Object> resources = new HashMap<>();
        for (Map<String, Object> document : documents()) {
            Class<?> kind = KINDS.get(document.get("apiVersion") + " " + document.get("kind"));
            resources.put(kind, strictMapper().convertValue(document, kind));
        }
        return new Manifest((ConfigMap) resources.get(ConfigMap.class), (Deployment) resources.get(Deployment.class),
                (Service) resources.get(Service.class), (PodDisruptionBudget) resources.get(PodDisruptionBudget.class));
    }

    private static List<Map<String, Object>> documents() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        List<Map<String, Object>> documents = new ArrayList<>();
        try (InputStream in = Files.newInputStream(FILE)) {
            for (Object document : new Yaml(new SafeConstructor(options)).loadAll(in)) {
                @SuppressWarnings("unchecked")
                Map<String, Object> fields = (Map<String, Object>) document;
                documents.add(fields);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }

    /** The model collects unknown fields in a map. Without this map, Jackson refuses them. */
    private static ObjectMapper strictMapper() {
        return JsonMapper.builder().annotationIntrospector(new JacksonAnnotationIntrospector() {

            private static final long serialVersionUID = 1L;

            @Override
            public Boolean hasAnySetter(Annotated annotated) {
                return false;
            }
        }).build();
    }

    /** The configuration of the application. */
    Map<String, String> properties() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(configMap.getData().get("application.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> map = new HashMap<>();
        properties.forEach((name, value) -> map.put((String) name, (String) value));
        return map;
    }
}
