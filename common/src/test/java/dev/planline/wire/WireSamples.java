package dev.planline.wire;

/** One message a topic in which every field is set. */
final class WireSamples {

    private static final String TASK = """
            {"taskId": "t-42", "goal": "Build a SaaS business with user authentication", "context": {"domain": "web"},
             "constraints": {"maxSteps": 100, "maxDepth": 5, "budgetUsd": 5.5, "deadline": "2026-12-01T00:00:00Z", "priority": "medium"}}""";

    private static final String VIOLATIONS = """
            [{"check": "solvability", "code": "AGENT_LACKS_SKILL", "stepId": "s1", "message": "it cannot", "hint": "another agent",
              "remedy": "split", "against": ["dev"], "parts": [["coding"]]}]""";

    private static final String ROUNDS = """
            [{"round": 1, "revision": 1, "blame": "ROUTE", "violations": %s, "fingerprint": "f"}]""".formatted(VIOLATIONS);

    private static final String PLAN = """
            {"taskId": "t-42", "revision": 2, "goal": "build it", "planner": "template", "confidence": 0.6, "basedOn": ["j-1"],
             "groups": [{"groupId": "build", "description": "build the product", "parent": "all"}],
             "steps": [{"stepId": "build.code", "type": "code", "description": "write it", "group": "build", "dependsOn": ["design"],
                        "requiredSkills": ["coding"], "metadata": {"platform": "aws"}, "finished": true}],
             "context": {"domain": "web"}, "constraints": {"maxSteps": 20}, "rounds": %s,
             "passedOver": [{"planner": "llm", "reason": "it does not answer"}],
             "usage": {"model": "m", "calls": 3, "tokensIn": 1200, "tokensOut": 300, "costUsd": 0.02}}""".formatted(ROUNDS);

    private static final String VERDICT = """
            {"outcome": "accepted", "round": 1, "score": 0.83,
             "components": {"success": 0.8, "match": 0.9, "cost": 0.5, "time": 0.7}}""";

    private static final String ROUTE = """
            {"plan": %s, "unassigned": [{"stepId": "x", "reason": "no agent supports review"}],
             "assignments": [{"stepId": "build.code", "agent": "builder_agent", "by": "rule:rule_code", "reason": "code", "score": 0.82,
                              "idempotencyKey": "k", "alternatives": [{"agent": "backend_agent", "score": 0.61, "reason": "lower"}],
                              "confidence": 0.4}],
             "verdict": %s}""".formatted(PLAN, VERDICT);

    private static final String REJECTION = """
            {"task": %s, "plan": %s, "route": %s,
             "verdict": {"outcome": "rejected", "round": 1, "blame": "PLAN", "violations": %s}}""".formatted(TASK, PLAN, ROUTE, VIOLATIONS);

    private static final String ABANDONMENT = """
            {"task": %s, "plan": %s, "route": %s,
             "verdict": {"outcome": "abandoned", "round": 3, "reason": "three rounds", "rounds": %s}}"""
            .formatted(TASK, PLAN, ROUTE, ROUNDS);

    private static final String AGENT = """
            {"name": "builder_agent", "description": "writes code", "stepTypes": ["implement", "code"], "skills": ["coding"],
             "costTier": "medium", "costUsd": 0.02, "successRate": 0.82, "maxConcurrent": 10, "durationSeconds": 30.5, "inFlight": 3,
             "reportedAt": "2026-11-23T10:00:00Z", "ttlSeconds": 60}""";

    private static final String RULE = """
            {"ruleId": "cloud_deploy", "priority": 20, "agent": "deploy_agent", "reason": "cloud deployments need it",
             "when": {"stepType": "deploy",
                      "metadata": {"platform": {"in": ["aws", "gcp"]}, "replicas": {"gte": 2, "lt": 9}, "env": {"regex": "prod.*"}},
                      "not": {"stepType": "test"}, "any": [{"stepType": "deploy"}],
                      "all": [{"not": {"metadata": {"dryRun": true}}}]}}""";

    private static final String CONTROL = """
            {"stage": "planner", "paused": true, "ratePerSecond": 2.5, "concurrency": 40, "reason": "the model is down"}""";

    private static final String TRAJECTORY = """
            {"trajectoryId": "j-7", "taskId": "t-42", "goal": "build it", "agent": "builder_agent", "generation": 3,
             "operator": "revision", "parents": ["j-5"], "outcome": "success", "score": 0.91, "policyVersion": "2026-11-20",
             "steps": [{"stepId": "build.code", "type": "code", "agent": "builder_agent", "dependsOn": ["design"], "description": "d",
                        "tool": "editor", "arguments": {"file": "a"}, "observation": {"ok": true}, "reasoning": "r",
                        "outcome": "success", "startedAt": "2026-11-23T10:00:00Z", "durationSeconds": 1.2}],
             "codeChanges": "c", "codeAfter": "a", "modifiedFiles": ["f"], "problemDiagnosis": "p", "proposedStrategy": "s",
             "strategyDescription": "d", "reasoningPattern": "r", "keyInsights": ["k"], "assumptionsMade": ["a"],
             "failureReasons": ["f"], "failureRationale": "f", "errorCategory": "e", "fixApplied": "x", "toolsUsed": ["t"],
             "testResults": {"passed": 3}, "metrics": {"lines": 12}, "durationSeconds": 45.5, "costUsd": 0.12, "tokensIn": 1200,
             "tokensOut": 300, "createdAt": "2026-11-23T10:00:00Z"}""";

    private static final String PRIORITY = """
            {"trajectoryId": "j-7", "table": "prioritized", "priority": 2.5}""";

    /** A record of what was redriven, whose topic is none of {@link Topic}. */
    static final String REDRIVE = """
            {"letter": "tasks-4@0", "diedAt": "2026-11-23T10:00:00Z", "source": "planline.tasks-4@17", "key": "t-42",
             "target": "planline.tasks", "by": "ada@host", "at": "2026-11-24T10:00:00Z", "count": 1, "patch": "ab12", "kind": "malformed",
             "stage": "planner", "field": "gaol", "reason": "unknown field"}""";

    private WireSamples() {}

    static String of(Topic topic) {
        return switch (topic) {
            case TASKS -> TASK;
            case PLANS -> PLAN;
            case ROUTES, VALIDATED -> ROUTE;
            case REJECTED -> REJECTION;
            case ABANDONED -> ABANDONMENT;
            case AGENTS -> AGENT;
            case RULES -> RULE;
            case CONTROLS -> CONTROL;
            case TRAJECTORIES -> TRAJECTORY;
            case PRIORITIES -> PRIORITY;
        };
    }
}
