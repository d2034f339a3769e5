{{/* Values that are each right and do not go together. All that is wrong is said at once. */}}
{{- define "planline.checks" -}}
{{- $problems := list -}}
{{- $security := .Values.kafka.security -}}
{{- $partitions := int .Values.topics.partitions -}}
{{- range $role := list "planner" "router" "validator" -}}
{{- $worker := index $.Values $role -}}
{{- $most := ternary (int $worker.replicas) (int $worker.maxReplicas) (eq $.Values.scaling "none") -}}
{{- if gt $most $partitions -}}
{{- $problems = append $problems (printf "%s: %d pods for %d partitions; those beyond would idle" $role $most $partitions) -}}
{{- end -}}
{{- if ne $.Values.scaling "none" -}}
{{- if gt (int $worker.minReplicas) (int $worker.maxReplicas) -}}
{{- $problems = append $problems (printf "%s.minReplicas is more than %s.maxReplicas" $role $role) -}}
{{- end -}}
{{- if and (eq $.Values.scaling "hpa") (lt (int $worker.minReplicas) 1) -}}
{{- $problems = append $problems (printf "%s.minReplicas is 0; only scaling=keda scales to zero" $role) -}}
{{- end -}}
{{- if and (eq $.Values.scaling "keda") (gt (int $.Values.keda.fallback.replicas) (int $worker.maxReplicas)) -}}
{{- $problems = append $problems (printf "keda.fallback.replicas is more than %s.maxReplicas" $role) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if eq .Values.scaling "keda" -}}
{{- range splitList "," .Values.kafka.bootstrapServers -}}
{{- $host := regexReplaceAll ":[0-9]+$" . "" -}}
{{- if not (contains "." $host) -}}
{{- $problems = append $problems (printf "kafka.bootstrapServers: KEDA looks up %s from a namespace of its own; give the whole name, such as %s.%s.svc" $host $host $.Release.Namespace) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and (eq .Values.sink.store "postgres") (not .Values.sink.postgres.host) -}}
{{- $problems = append $problems "sink.postgres.host is required with sink.store=postgres" -}}
{{- end -}}
{{- with .Values.sink.postgres -}}
{{- if and (regexMatch "sslmode=verify" .parameters) (not (or .ca.existingSecret (regexMatch "ssl(rootcert|factory)=" .parameters))) -}}
{{- $problems = append $problems "sink.postgres.ca.existingSecret is required with sslmode=verify-ca and verify-full" -}}
{{- end -}}
{{- end -}}
{{- with .Values.planner.llm -}}
{{- if and .enabled (not (and .baseUrl .model)) -}}
{{- $problems = append $problems "planner.llm.baseUrl and planner.llm.model are required with planner.llm.enabled" -}}
{{- end -}}
{{- end -}}
{{- if and (or (eq .Values.topics.manage "strimzi") (eq .Values.users.manage "strimzi")) (not .Values.strimzi.cluster) -}}
{{- $problems = append $problems "strimzi.cluster is required with topics.manage=strimzi and users.manage=strimzi" -}}
{{- end -}}
{{- if eq .Values.users.manage "strimzi" -}}
{{- if eq .Values.topics.manage "job" -}}
{{- $problems = append $problems "topics.manage=job runs before the users of users.manage=strimzi are there; use topics.manage=strimzi" -}}
{{- end -}}
{{- if eq $security.protocol "PLAINTEXT" -}}
{{- $problems = append $problems "users.manage=strimzi needs kafka.security.protocol SSL, SASL_SSL or SASL_PLAINTEXT, or nobody could tell the users apart" -}}
{{- end -}}
{{- if and (include "planline.kafka.sasl" .) (ne $security.mechanism "SCRAM-SHA-512") -}}
{{- $problems = append $problems "users.manage=strimzi makes users for kafka.security.mechanism=SCRAM-SHA-512" -}}
{{- end -}}
{{- else if include "planline.kafka.sasl" . -}}
{{- $roles := list "planner" "router" "validator" "sink" -}}
{{- if eq .Values.topics.manage "job" -}}{{- $roles = append $roles "topics" -}}{{- end -}}
{{- if eq .Values.scaling "keda" -}}{{- $roles = append $roles "keda" -}}{{- end -}}
{{- range $roles -}}
{{- if not (index $security.existingSecrets .) -}}
{{- $problems = append $problems (printf "kafka.security.existingSecrets.%s is required with kafka.security.protocol=%s" . $security.protocol) -}}
{{- end -}}
{{- end -}}
{{- if and (eq .Values.scaling "keda") (not $security.kedaUsername) -}}
{{- $problems = append $problems "kafka.security.kedaUsername is required for scaling=keda with SASL" -}}
{{- end -}}
{{- end -}}
{{- range $name, $_ := .Values.kafka.options -}}
{{- if include "planline.secret" $name -}}
{{- $problems = append $problems (printf "kafka.options: %s is secret, and would stand in a ConfigMap; take it from a Secret by extraEnv" $name) -}}
{{- end -}}
{{- end -}}
{{- range $of := list .Values.settings .Values.planner.settings .Values.router.settings .Values.validator.settings .Values.sink.settings -}}
{{- range $name, $_ := $of -}}
{{- if and (hasPrefix "kafka." $name) (include "planline.secret" $name) -}}
{{- $problems = append $problems (printf "settings: %s is secret, and would stand in a ConfigMap; take it from a Secret by extraEnv" $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if include "planline.kafka.certificate" (dict "root" . "role" "planner") -}}
{{- range $role, $used := dict "topics" (eq .Values.topics.manage "job") "keda" (eq .Values.scaling "keda") -}}
{{- if and $used (not (include "planline.kafka.secret" (dict "root" $ "role" $role))) -}}
{{- $problems = append $problems (printf "kafka.security.existingSecrets.%s is required where kafka.security.existingSecrets.planner is set" $role) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- if and .Values.prometheusRule.enabled (not (.Files.Get "files/alerts.yaml")) -}}
{{- $problems = append $problems "prometheusRule.enabled needs files/alerts.yaml in the chart, and it is not there" -}}
{{- end -}}
{{- if and .Values.dashboard.enabled (not (.Files.Get "files/planline.json")) -}}
{{- $problems = append $problems "dashboard.enabled needs files/planline.json in the chart, and it is not there" -}}
{{- end -}}
{{- if $problems -}}
{{- fail (printf "values do not go together:\n- %s" (join "\n- " $problems)) -}}
{{- end -}}
{{- end -}}

{{/* "true" if the value of an option of the Kafka clients is for nobody to see. */}}
{{- define "planline.secret" -}}
{{- if regexMatch "password|secret|jaas|credential|\\.key$" . -}}true{{- end -}}
{{- end -}}
