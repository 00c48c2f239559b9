package org.acme.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;

/**
 * The parts of the documentation's Kubernetes manifest fit together.
 */
class KubernetesManifestTest {

    private final Manifest manifest = Manifest.read();
    private final PodSpec pod = manifest.deployment().getSpec().getTemplate().getSpec();
    private final Container container = pod.getContainers().get(0);

    @Test
    void secret_isMountedAtTheConfiguredLocation() {
        VolumeMount mount = mount("cloudfront-signer");

        assertThat(manifest.properties())
                .containsEntry("quarkus.cloudfront-signer.private-key-location", mount.getMountPath());
        assertThat(mount.getReadOnly()).isTrue();
        // kubelet never updates a single mounted file
        assertThat(mount.getSubPath()).isNull();
    }

    @Test
    void secret_hasTheFilesThatTheSignerReads() {
        assertThat(volume("cloudfront-signer").getSecret().getItems())
                .allSatisfy(item -> assertThat(item.getPath()).isEqualTo(item.getKey()))
                .extracting(item -> item.getPath()).containsExactlyInAnyOrder("private-key.pem", "key-pair-id");
        assertThat(volume("cloudfront-signer").getSecret().getOptional()).isNull();
    }

    @Test
    void key_isReadableByTheApplicationOnly() {
        assertThat(volume("cloudfront-signer").getSecret().getDefaultMode()).isEqualTo(0440);
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        // the files belong to root, and to this group
        assertThat(pod.getSecurityContext().getFsGroup()).isPositive();
    }

    @Test
    void configuration_isMountedWhereQuarkusReadsIt() {
        assertThat(volume("config").getConfigMap().getName()).isEqualTo(manifest.configMap().getMetadata().getName());
        assertThat(container.getEnv()).filteredOn(variable -> variable.getName().equals("QUARKUS_CONFIG_LOCATIONS"))
                .singleElement().extracting(variable -> variable.getValue())
                .isEqualTo(mount("config").getMountPath() + "/application.properties");
    }

    @Test
    void deployment_hasTwoReplicasWithReadinessProbes() {
        assertThat(manifest.deployment().getSpec().getReplicas()).isEqualTo(2);
        assertThat(container.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/q/health/ready");
        assertThat(container.getReadinessProbe().getHttpGet().getPort().getStrVal())
                .isEqualTo(container.getPorts().get(0).getName());
        assertThat(manifest.disruptionBudget().getSpec().getMinAvailable().getIntVal()).isEqualTo(1);
    }

    @Test
    void selectors_matchThePods() {
        Map<String, String> labels = manifest.deployment().getSpec().getTemplate().getMetadata().getLabels();

        assertThat(List.of(manifest.deployment().getSpec().getSelector().getMatchLabels(),
                manifest.service().getSpec().getSelector(),
                manifest.disruptionBudget().getSpec().getSelector().getMatchLabels()))
                .allSatisfy(selector -> assertThat(labels).containsAllEntriesOf(selector));
    }

    private Volume volume(String name) {
        return pod.getVolumes().stream().filter(volume -> volume.getName().equals(name)).findFirst().orElseThrow();
    }

    private VolumeMount mount(String volume) {
        return container.getVolumeMounts().stream().filter(mount -> mount.getName().equals(volume)).findFirst().orElseThrow();
    }
}
