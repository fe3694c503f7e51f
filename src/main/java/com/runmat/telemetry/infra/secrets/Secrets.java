package com.runmat.telemetry.infra.secrets;

import com.pulumi.core.Output;
import com.pulumi.gcp.secretmanager.Secret;
import com.pulumi.gcp.secretmanager.SecretArgs;
import com.pulumi.gcp.secretmanager.SecretIamMember;
import com.pulumi.gcp.secretmanager.SecretIamMemberArgs;
import com.pulumi.gcp.secretmanager.SecretVersion;
import com.pulumi.gcp.secretmanager.SecretVersionArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretReplicationArgs;
import com.pulumi.gcp.secretmanager.inputs.SecretReplicationAutoArgs;
import com.pulumi.resources.Resource;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.component.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One Secret Manager secret for each value, readable by the accounts that need it and nobody else. */
public final class Secrets extends Component {
    private final Map<String, PinnedSecret> outputs = new TreeMap<>();

    /** What to keep. */
    public record Args(List<Entry> entries) {
        public Args {
            entries = List.copyOf(entries);
            if (entries.stream().map(Entry::what).distinct().count() < entries.size()) {
                throw new IllegalArgumentException("each secret once: " + entries);
            }
        }
    }

    /**
     * A secret value and who may read it.
     *
     * @param what for instance {@code ingestion-key}
     * @param value marked as a secret; it goes into the version and nowhere else
     * @param readers policy members by a short name each
     */
    public record Entry(String what, Output<String> value, Map<String, Output<String>> readers) {
        public Entry {
            readers = new TreeMap<>(readers);
        }

        @Override
        public String toString() {
            return what;
        }
    }

    public Secrets(Args args, Placement placement) {
        super("secrets:Secrets", "secrets", placement);
        args.entries().forEach(entry -> outputs.put(entry.what(), keep(entry)));
    }

    /** The pinned secrets by what they hold. */
    public Map<String, PinnedSecret> outputs() {
        return Map.copyOf(outputs);
    }

    private PinnedSecret keep(Entry entry) {
        Secret secret = new Secret(entry.what(), secret(entry.what()), child());
        SecretVersion version = new SecretVersion(entry.what(), version(secret, entry.value()), child());
        List<Resource> ready = new ArrayList<>(List.of(version));
        entry.readers().forEach((reader, member) -> ready.add(grant(secret, entry.what(), reader, member)));
        return new PinnedSecret(names().secret(entry.what()), version.version(), version.name(), ready);
    }

    private SecretArgs secret(String what) {
        return SecretArgs.builder()
                .project(names().project())
                .secretId(names().secret(what))
                .replication(SecretReplicationArgs.builder()
                        .auto(SecretReplicationAutoArgs.builder().build())
                        .build())
                .build();
    }

    private static SecretVersionArgs version(Secret secret, Output<String> value) {
        return SecretVersionArgs.builder()
                .secret(secret.id())
                .secretData(value.asSecret())
                .build();
    }

    private Resource grant(Secret secret, String what, String reader, Output<String> member) {
        SecretIamMemberArgs args = SecretIamMemberArgs.builder()
                .project(names().project())
                .secretId(secret.secretId())
                .role("roles/secretmanager.secretAccessor")
                .member(member)
                .build();
        return new SecretIamMember(what + "-" + reader, args, child());
    }
}
