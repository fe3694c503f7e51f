package com.runmat.telemetry.image;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a service does all day, in a second: its settings, and requests one after the other, so that each run is like the last. */
sealed interface Training permits ForwarderTraining, WorkerTraining {
    /** Often enough that what happens at the second or fifth time only has happened. */
    int ROUNDS = 10;

    /** One event of each kind, with every field that clients send. */
    List<String> EVENTS = List.of("""
        {"event_label":"install_complete","os":"linux","arch":"x86_64","platform":"linux-x86_64","release":"1.0.0",\
        "method":"shell","cid":"1764000000-12345"}""", """
        {"event_label":"runtime_started","session_id":"%s","cid":"eac98648-3b42-41c7-a887-7452dd08cbf0","run_kind":"script",\
        "os":"linux","arch":"x86_64","release":"1.0.0","payload":{"jit_enabled":true,"accelerate_enabled":true,\
        "timestamp_ms":1764000000000}}""", """
        {"event_label":"runtime_finished","session_id":"%s","cid":"eac98648-3b42-41c7-a887-7452dd08cbf0","run_kind":"repl",\
        "os":"macos","arch":"aarch64","release":"1.0.0","payload":{"duration_us":4412,"success":false,\
        "error":"Execution failed: MATLAB:UndefinedFunction: foo","jit_used":true,"counters":{"total_executions":3,\
        "jit_compiled":1,"interpreter_fallback":2},"runtime.failure.stage":"runtime","provider":{"device":\
        {"name":"NVIDIA RTX 4090","vendor":"NVIDIA","backend":"cuda"},"telemetry":{"gpu_dispatches":12,"gpu_wall_ns":1850000,\
        "upload_bytes":262144,"download_bytes":0,"fusion_cache_hits":8,"matmul":{"count":2,"total_wall_time_ns":5}}}}}""");

    static Training of(String service) {
        return switch (service) {
            case "worker" -> new WorkerTraining();
            case "udp-forwarder" -> new ForwarderTraining();
            default ->
                throw new CannotFill(2, "there is no training for " + service + ", only for worker and udp-forwarder");
        };
    }

    /** The service's environment, with every port 0 and every address the stand-in's. */
    Map<String, String> settings(StandIn standIn);

    /** Has the service serve; the ports are those that its first line of log names. */
    void drive(RunningService service, StandIn standIn) throws IOException, InterruptedException;

    /** Runs the service from start to SIGTERM with one more flag. */
    default void run(Contents contents, Jdk jdk, String flag) throws IOException, InterruptedException {
        try (var standIn = StandIn.start(contents.folder(), jdk);
                var service = RunningService.start(contents, settings(standIn), flag, standIn.trust())) {
            drive(service, standIn);
            service.end();
        }
    }
}
