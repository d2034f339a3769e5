{{/* A value as it stands in a file or in the environment: whole numbers without an exponent. */}}
{{- define "planline.text" -}}
{{- if kindIs "float64" . -}}
{{- if eq (floor .) . -}}{{ int64 . }}{{- else -}}{{ . }}{{- end -}}
{{- else -}}
{{ . }}
{{- end -}}
{{- end -}}

{{/* Longest time from SIGTERM to the end of a process: it drains, waits for its threads and closes its clients. */}}
{{- define "planline.graceSeconds" -}}
{{ add (int .Values.drainSeconds) 20 }}
{{- end -}}

{{/* What the chart sets for a role, by key. Takes root and role. */}}
{{- define "planline.settings.own" -}}
drain.deadline: {{ printf "%ds" (int .root.Values.drainSeconds) }}
management.port: 8081
{{- if and (eq .role "planner") .root.Values.planner.llm.enabled }}
{{- with .root.Values.planner }}
{{- if not (hasKey .settings "planner.chain") }}
planner.chain: llm,recall,template
{{- end }}
planner.llm.base.url: {{ .llm.baseUrl | quote }}
planner.llm.model: {{ .llm.model | quote }}
{{- if .llm.existingSecret }}
planner.llm.key.variable: MODEL_KEY
{{- end }}
{{- end }}
{{- end }}
{{- if eq .role "sink" }}
{{- with .root.Values.sink }}
sink.host: 0.0.0.0
sink.port: {{ int .port }}
{{- if eq .store "postgres" }}
sink.database: {{ include "planline.database" .postgres | quote }}
{{- else }}
sink.directory: /var/lib/planline/sink
{{- end }}
{{- if .replayTables }}
sink.replay.tables: /etc/planline/settings/tables.json
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "planline.database" -}}
{{- $parameters := without (list .parameters (ternary "sslrootcert=/etc/planline/database/ca.crt" "" (ne .ca.existingSecret ""))) "" -}}
jdbc:postgresql://{{ .host }}:{{ int .port }}/{{ .database }}{{ if $parameters }}?{{ join "&" $parameters }}{{ end }}
{{- end -}}

{{/* The file with the settings of a role. Takes root and role. */}}
{{- define "planline.properties" -}}
{{- /* Not merge, which takes false and 0 for something that is not set. */ -}}
{{- $settings := dict -}}
{{- range list .root.Values.settings (index .root.Values .role).settings (fromYaml (include "planline.settings.own" .)) -}}
{{- range $key, $value := . -}}{{- $_ := set $settings $key $value -}}{{- end -}}
{{- end -}}
{{- range $key, $value := $settings }}
{{ $key }}={{ include "planline.text" $value | replace "\\" "\\\\" | replace "\n" "\\n" }}
{{- end }}
{{- end -}}

{{/* The ports of the collectors of traces, as a JSON list. */}}
{{- define "planline.otlp.ports" -}}
{{- $ports := list -}}
{{- with .Values.networkPolicy.otlp.port -}}{{- $ports = append $ports (int .) -}}{{- end -}}
{{- range list .Values.settings .Values.planner.settings .Values.router.settings .Values.validator.settings .Values.sink.settings -}}
{{- with get . "tracing.otlp.endpoint" -}}{{- $ports = append $ports (int (include "planline.url.port" .)) -}}{{- end -}}
{{- end -}}
{{- $ports | uniq | toJson -}}
{{- end -}}

{{/* The port of a URL. */}}
{{- define "planline.url.port" -}}
{{- $url := urlParse . -}}
{{- $port := regexFind ":[0-9]+$" $url.host | trimPrefix ":" -}}
{{- default (ternary "443" "80" (eq $url.scheme "https")) $port -}}
{{- end -}}
