package com.runmat.telemetry.infra.region.forwarder;

import com.pulumi.core.Output;
import com.runmat.telemetry.infra.naming.Names;
import com.runmat.telemetry.infra.naming.Ports;
import java.util.List;

/**
 * What Container-Optimized OS is told at each boot. It holds names only: the machine reads the ingestion key itself,
 * as its own service account.
 */
final class CloudInit {
    /** Cloud-init runs these at every boot, for the system's {@code /etc} does not outlive one. */
    private static final String TEXT = """
            #cloud-config
            users:
            - name: %1$s
              uid: 2000
            write_files:
            - path: /etc/systemd/system/%1$s.service
              permissions: "0644"
              owner: root
              content: |
                [Unit]
                Description=RunMat telemetry: UDP forwarder
                Wants=gcr-online.target
                After=gcr-online.target docker.service
                StartLimitIntervalSec=0

                [Service]
                Environment=HOME=/home/%1$s
                ExecStartPre=/usr/bin/docker-credential-gcr configure-docker%2$s
                ExecStartPre=-/usr/bin/docker rm --force %1$s
                ExecStart=/usr/bin/docker run --rm --name=%1$s --network=host --read-only --tmpfs=/tmp:size=16m --memory=%6$s --memory-swap=%6$s --user=65532:65532 --cap-drop=ALL --security-opt=no-new-privileges --log-opt=max-size=10m --log-opt=max-file=2 %3$s %4$s
                ExecStop=/usr/bin/docker stop --time=85 %1$s
                Restart=always
                RestartSec=5
                TimeoutStartSec=300
                TimeoutStopSec=95
            runcmd:
            - sysctl -w net.core.rmem_max=8388608
            - %5$s
            - systemctl daemon-reload
            - systemctl start %1$s.service
            """;

    /**
     * Half of the smallest machine: the system, Docker and the log agent live in the rest. The image gives the heap its
     * share of this. More would lie idle: with its queue full a forwarder holds some 100 MiB.
     */
    private static final String MEMORY = "512m";

    private final Forwarder.Args args;

    CloudInit(Forwarder.Args args) {
        this.args = args;
    }

    Output<String> text() {
        return Output.all(List.of(
                        args.image(),
                        args.endpoints().applyValue(all -> String.join(",", all)),
                        args.key().name()))
                .applyValue(known -> text(known.get(0), known.get(1), known.get(2)));
    }

    private String text(String image, String endpoints, String key) {
        return TEXT.formatted(
                Names.UDP,
                credentials(image),
                environment(endpoints, key),
                image,
                String.join("\n- ", HostFirewall.commands()),
                MEMORY);
    }

    /** Google's registries are asked as the machine's account, any other one as nobody. */
    private static String credentials(String image) {
        String registry = image.substring(0, image.indexOf('/'));
        boolean googles = registry.endsWith(".pkg.dev") || registry.endsWith("gcr.io");
        return googles ? " --registries " + registry : "";
    }

    private String environment(String endpoints, String key) {
        String variables = String.join(
                " ",
                "--env=UDP_PORT=" + Ports.TELEMETRY,
                "--env=HEALTH_PORT=" + Ports.FORWARDER_HEALTH,
                "--env=TELEMETRY_HTTP_ENDPOINT=" + endpoints,
                "--env=TELEMETRY_INGESTION_KEY_SECRET=" + key,
                "--env=FORWARDER_CONCURRENCY=" + args.settings().concurrency(),
                "--env=FORWARDER_SOURCE_RATE=" + args.settings().sourceRate());
        return args.ipv6().stands() ? variables + " " + preferIpv6() : variables;
    }

    /** A machine with a public IPv6 address reaches Google by IPv6; Java would try IPv4, which goes nowhere there. */
    private static String preferIpv6() {
        return "--env=JAVA_TOOL_OPTIONS=-Djava.net.preferIPv6Addresses=true";
    }
}
