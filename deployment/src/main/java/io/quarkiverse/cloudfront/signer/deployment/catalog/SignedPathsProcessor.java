package io.quarkiverse.cloudfront.signer.deployment.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.deployment.member.Member;
import io.quarkiverse.cloudfront.signer.deployment.member.MembersBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.method.SignedMethodsBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.qute.TemplateUsesBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.grant.MemberPlacement;
import io.quarkiverse.cloudfront.signer.runtime.grant.SignedMethodInfo;
import io.quarkiverse.cloudfront.signer.runtime.qute.TemplateUse;
import io.quarkus.deployment.annotations.BuildStep;

/**
 * Puts methods, members and templates into one list.
 */
class SignedPathsProcessor {

    @BuildStep
    SignedPathsBuildItem paths(SignedMethodsBuildItem methods, MembersBuildItem members,
            Optional<TemplateUsesBuildItem> templates) {
        List<SignedPath> paths = new ArrayList<>();
        for (SignedMethodInfo method : methods.methods().values()) {
            if (method.delivery() == Delivery.COOKIES || !method.resource().isEmpty()
                    || !method.members().alone()) {
                paths.add(new SignedPath(method.description(), method.signer(), method.delivery(), method.resource(),
                        method.bindToIp()));
            }
        }
        for (Member member : members.members()) {
            addMember(member, methods.methods().values(), paths);
        }
        if (templates.isPresent()) {
            for (TemplateUse use : templates.get().uses()) {
                if (use.signer() != null) {
                    paths.add(new SignedPath(use.place(), use.signer(), Delivery.URL,
                            use.resource() == null ? "" : use.resource(), false));
                }
            }
        }
        return new SignedPathsBuildItem(List.copyOf(paths));
    }

    /**
     * What a member does not say itself, the methods say that return it: any of those that return members.
     */
    private static void addMember(Member member, Collection<SignedMethodInfo> methods, List<SignedPath> paths) {
        String resource = member.elements().resource();
        for (String signer : signers(member, methods)) {
            Predicate<SignedMethodInfo> hasResource = method -> method.signer().equals(signer) && !method.resource().isEmpty();
            if (!resource.isEmpty() || carriers(methods).stream().noneMatch(hasResource)) {
                paths.add(new SignedPath(member.description(), signer, Delivery.URL, resource, member.elements().bindToIp()));
            }
        }
    }

    private static Set<String> signers(Member member, Collection<SignedMethodInfo> methods) {
        Set<String> signers = new TreeSet<>();
        if (!member.signer().isEmpty()) {
            signers.add(member.signer());
            return signers;
        }
        carriers(methods).forEach(method -> signers.add(method.signer()));
        if (signers.isEmpty()) {
            signers.add(SignerName.DEFAULT);
        }
        return signers;
    }

    private static List<SignedMethodInfo> carriers(Collection<SignedMethodInfo> methods) {
        return methods.stream().filter(method -> method.members() != MemberPlacement.NONE).toList();
    }
}
