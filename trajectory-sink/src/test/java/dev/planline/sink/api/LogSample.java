package dev.planline.sink.api;

import dev.planline.sink.Trajectories;
import dev.planline.sink.store.LogEntry;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A log in which every field of every message is set at least once, and every one that may be absent is absent at least once. */
final class LogSample {

    private static final String VIOLATION = """
            {"check": "solvability", "code": "AGENT_LACKS_SKILL", "stepId": "a", "message": "it cannot", "hint": "another agent",
             "remedy": "split", "against": ["dev"], "parts": [["coding"]], "twin": "b"}""";

    private static final String PLAN = """
            {"taskId": "%s", "revision": 1, "goal": "build it", "planner": "template", "confidence": 0.6, "basedOn": ["j-1"],
             "groups": [{"groupId": "g", "description": "all"}], "passedOver": [{"planner": "llm", "reason": "it is down"}],
             "usage": {"model": "m", "calls": 3, "tokensIn": 1200, "tokensOut": 300, "costUsd": 0.02},
             "steps": [{"stepId": "a", "type": "code", "description": "write it"},
                       {"stepId": "b", "type": "test", "description": "test it", "dependsOn": ["a"]}]}""";

    private static final String ROUTE = """
            {"plan": %s, "unassigned": [{"stepId": "b", "reason": "nobody tests"}],
             "assignments": [{"stepId": "a", "agent": "dev", "by": "scores", "reason": "best", "score": 0.8, "idempotencyKey": "k",
                              "alternatives": [], "confidence": 0.5}]%s}""";

    private static final String ACCEPTED = """
            , "verdict": {"outcome": "accepted", "round": 1, "score": 0.8,
                          "components": {"success": 0.8, "match": 0.9, "cost": 0.5, "time": 0.7}}""";

    private static final List<String> MESSAGES = List.of(
            """
                    trajectories {"trajectoryId": "j-1", "taskId": "t/1", "goal": "build it", "agent": "dev", "generation": 0, "parents": [],
                     "operator": "baseline", "outcome": "success", "score": 0.91, "policyVersion": "v1",
                     "steps": [{"stepId": "a", "type": "code", "agent": "dev", "dependsOn": ["z"], "description": "d", "tool": "editor",
                                "arguments": {"file": null}, "observation": {"ok": true}, "reasoning": "r", "outcome": "success",
                                "startedAt": "2026-11-23T10:00:00Z", "durationSeconds": 1.5},
                               {"observation": "seen"}, {}],
                     "codeChanges": "c", "codeAfter": "a", "modifiedFiles": ["f"], "problemDiagnosis": "p", "proposedStrategy": "s",
                     "strategyDescription": "d", "reasoningPattern": "look then write", "keyInsights": ["small steps"], "assumptionsMade": ["a"],
                     "failureReasons": [], "failureRationale": "f", "errorCategory": "e", "fixApplied": "x", "toolsUsed": ["editor"],
                     "testResults": {"passed": 3, "skipped": null}, "metrics": {"lines": 12}, "durationSeconds": 45.5, "costUsd": 0.12,
                     "tokensIn": 1200, "tokensOut": 300, "createdAt": "2026-11-23T10:00:00Z"}""",
            """
                    trajectories {"trajectoryId": "j-2", "agent": "ops", "generation": 0, "outcome": "success", "score": 0.5,
                     "toolsUsed": ["shell"], "reasoningPattern": "try", "policyVersion": "v1"}""",
            """
                    trajectories {"trajectoryId": "j-3", "agent": "dev", "generation": 1, "operator": "recombination", "parents": ["j-1", "j-2"],
                     "outcome": "failure", "score": 0, "failureReasons": ["no network"]}""",
            """
                    trajectories {"trajectoryId": "j-4", "agent": "dev", "generation": 1, "operator": "revision", "parents": ["j-2"],
                     "outcome": "failure", "score": 1, "failureReasons": ["no network"]}""",
            "priorities {\"trajectoryId\": \"j-2\", \"table\": \"prioritized\", \"priority\": 4}",
            "priorities {\"trajectoryId\": \"j-1\", \"table\": \"prioritized\", \"priority\": 2}",
            """
                    agents {"name": "dev", "description": "writes code", "stepTypes": ["code"], "skills": ["coding"], "costTier": "cheap",
                     "costUsd": 0.02, "successRate": 0.8, "maxConcurrent": 3, "durationSeconds": 30.5, "inFlight": 1,
                     "reportedAt": "2026-11-23T10:00:00Z", "ttlSeconds": 60}""",
            "agents {\"name\": \"ops\"}",
            """
                    rules {"ruleId": "cloud", "priority": 20, "agent": "ops", "reason": "cloud",
                     "when": {"stepType": "deploy", "metadata": {"platform": {"in": ["aws", 1]}, "env": {"regex": "prod.*"},
                                                                 "replicas": {"gte": 2, "lt": 9}, "zones": {"gt": 1, "lte": 3}, "dry": true},
                              "not": {"stepType": "test"}, "any": [{"stepType": "deploy"}], "all": [{"metadata": {"dry": false}}]}}""",
            """
                    tasks {"taskId": "t/1", "goal": "build it", "context": {"domain": null},
                     "constraints": {"maxSteps": 20, "maxDepth": 2, "budgetUsd": 5.5, "deadline": "2026-12-01T00:00:00Z", "priority": "high"}}""",
            "tasks {\"taskId\": \"t-2\", \"goal\": \"build it\"}",
            "plans " + PLAN.formatted("t/1"),
            "plans {\"taskId\": \"t-2\", \"revision\": 1, \"goal\": \"g\", \"planner\": \"p\", \"steps\": [{\"stepId\": \"a\", \"type\": \"x\", \"description\": \"d\"}]}",
            "routes " + ROUTE.formatted(PLAN.formatted("t/1"), ""),
            "validated " + ROUTE.formatted(PLAN.formatted("t/1"), ACCEPTED),
            """
                    rejected {"task": {"taskId": "t-2", "goal": "g"}, "plan": %1$s, "route": %2$s,
                     "verdict": {"outcome": "rejected", "round": 1, "blame": "PLAN", "violations": [%3$s,
                                 {"check": "c", "code": "UNKNOWN_CODE", "message": "m", "hint": "h"}]}}"""
                    .formatted(PLAN.formatted("t-2"), ROUTE.formatted(PLAN.formatted("t-2"), ""), VIOLATION),
            """
                    abandoned {"task": {"taskId": "t-2", "goal": "g"}, "plan": %1$s,
                     "verdict": {"outcome": "abandoned", "round": 2, "reason": "two rounds", "rounds": [
                                 {"round": 1, "revision": 1, "blame": "PLAN", "violations": [%2$s], "fingerprint": "f"},
                                 {"round": 2, "revision": 2, "blame": "ROUTE", "violations": []}]}}"""
                    .formatted(PLAN.formatted("t-2"), VIOLATION));

    private LogSample() {}

    /** The messages, each topic in one partition. */
    static List<LogEntry> entries() {
        var codec = new Codec();
        var offsets = new HashMap<String, Long>();
        var entries = new ArrayList<LogEntry>();
        for (String message : MESSAGES) {
            String topic = message.substring(0, message.indexOf(' '));
            Class<? extends Record> type = Topic.valueOf(topic.toUpperCase(Locale.ROOT)).type();
            Record value = switch (codec.decode(type, message.substring(topic.length()))) {
                case Decoded.Value<? extends Record>(Record read) -> read;
                case Decoded.Malformed<? extends Record>(String field, String problem) ->
                    throw new AssertionError(topic + ": " + field + " " + problem);
            };
            long offset = offsets.merge(topic, 1L, Long::sum) - 1;
            entries.add(LogEntry.of(topic, 0, offset, Trajectories.START.plusSeconds(entries.size()), value));
        }
        entries.add(deadLetter("t-3", 0, Map.of("kind", "malformed", "message", "unknown field", "field", "gaol", "stage", "planner",
                "topic", "tasks", "partition", "0", "offset", "7", "attempts", "0", "time", "2026-11-23T10:00:00Z")));
        entries.add(deadLetter("t-4", 1, Map.of()));
        return entries;
    }

    private static LogEntry deadLetter(String task, long offset, Map<String, String> error) {
        return new LogEntry("tasks.dlq", 0, offset, Trajectories.START, task, null, null, error);
    }
}
