{{/* "true" where the brokers ask for a name and a password. */}}
{{- define "planline.kafka.sasl" -}}
{{- if hasPrefix "SASL_" .Values.kafka.security.protocol -}}true{{- end -}}
{{- end -}}

{{/* "true" where the connection is encrypted. */}}
{{- define "planline.kafka.tls" -}}
{{- if hasSuffix "SSL" .Values.kafka.security.protocol -}}true{{- end -}}
{{- end -}}

{{/* The Secret with what a role shows to the brokers; empty if there is none. Takes root and role. */}}
{{- define "planline.kafka.secret" -}}
{{- $given := index .root.Values.kafka.security.existingSecrets .role -}}
{{- if $given -}}
{{ $given }}
{{- else if eq .root.Values.users.manage "strimzi" -}}
{{ include "planline.fullname" .root }}-{{ .role }}
{{- end -}}
{{- end -}}

{{/* "true" where a role shows a certificate. Takes root and role. */}}
{{- define "planline.kafka.certificate" -}}
{{- if and (eq .root.Values.kafka.security.protocol "SSL") (include "planline.kafka.secret" .) -}}true{{- end -}}
{{- end -}}

{{/* How to reach the cluster, as names and values of the environment. Nothing of it is secret. */}}
{{- define "planline.kafka.environment" -}}
{{- $security := .Values.kafka.security -}}
KAFKA_BOOTSTRAP_SERVERS: {{ .Values.kafka.bootstrapServers | quote }}
PLANLINE_PREFIX: {{ .Values.kafka.prefix | quote }}
PLANLINE_KAFKA_SECURITY_PROTOCOL: {{ $security.protocol }}
# A topic that is missing is not made by whoever reads first, with partitions as the cluster likes them.
PLANLINE_KAFKA_ALLOW_AUTO_CREATE_TOPICS: "false"
{{- if include "planline.kafka.sasl" . }}
PLANLINE_KAFKA_SASL_MECHANISM: {{ $security.mechanism }}
{{- end }}
{{- if and (include "planline.kafka.tls" .) $security.ca.existingSecret }}
PLANLINE_KAFKA_SSL_TRUSTSTORE_TYPE: PEM
PLANLINE_KAFKA_SSL_TRUSTSTORE_LOCATION: /etc/planline/ca/ca.crt
{{- end }}
{{- range $name, $value := .Values.kafka.options }}
PLANLINE_KAFKA_{{ $name | upper | replace "." "_" }}: {{ include "planline.text" $value | quote }}
{{- end }}
{{- end -}}

{{/* What a role shows to the brokers, as environment. Takes root and role. */}}
{{- define "planline.kafka.credentials" -}}
{{- $secret := include "planline.kafka.secret" . -}}
{{- if include "planline.kafka.sasl" .root }}
- name: PLANLINE_KAFKA_SASL_JAAS_CONFIG
  valueFrom:
    secretKeyRef: {name: {{ $secret }}, key: sasl.jaas.config}
{{- else if include "planline.kafka.certificate" . }}
- name: PLANLINE_KAFKA_SSL_KEYSTORE_TYPE
  value: PKCS12
- name: PLANLINE_KAFKA_SSL_KEYSTORE_LOCATION
  value: /etc/planline/user/user.p12
- name: PLANLINE_KAFKA_SSL_KEYSTORE_PASSWORD
  valueFrom:
    secretKeyRef: {name: {{ $secret }}, key: user.password}
{{- end }}
{{- end -}}

{{/* Takes root and role. */}}
{{- define "planline.kafka.mounts" -}}
{{- if and (include "planline.kafka.tls" .root) .root.Values.kafka.security.ca.existingSecret }}
- {name: ca, mountPath: /etc/planline/ca, readOnly: true}
{{- end }}
{{- if include "planline.kafka.certificate" . }}
- {name: user, mountPath: /etc/planline/user, readOnly: true}
{{- end }}
{{- end -}}

{{/* Takes root and role. */}}
{{- define "planline.kafka.volumes" -}}
{{- $ca := .root.Values.kafka.security.ca -}}
{{- if and (include "planline.kafka.tls" .root) $ca.existingSecret }}
- name: ca
  secret:
    secretName: {{ $ca.existingSecret }}
    items: [{key: {{ $ca.key }}, path: ca.crt}]
{{- end }}
{{- if include "planline.kafka.certificate" . }}
- name: user
  secret:
    secretName: {{ include "planline.kafka.secret" . }}
    items: [{key: user.p12, path: user.p12}]
{{- end }}
{{- end -}}

{{/* The ports of the brokers, as a JSON list. */}}
{{- define "planline.kafka.ports" -}}
{{- $ports := list -}}
{{- range splitList "," .Values.kafka.bootstrapServers -}}
{{- $ports = append $ports (int (regexFind "[0-9]+$" (trim .))) -}}
{{- end -}}
{{- $ports | uniq | toJson -}}
{{- end -}}

{{/* The rules that let a pod out to the brokers, by their names. */}}
{{- define "planline.egress.kafka" -}}
- ports: [{port: 53, protocol: UDP}, {port: 53, protocol: TCP}]
  {{- with .Values.networkPolicy.dns.to }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
- ports:
    {{- range include "planline.kafka.ports" . | fromJsonArray }}
    - {port: {{ . }}, protocol: TCP}
    {{- end }}
  {{- with .Values.networkPolicy.brokers.to }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}
