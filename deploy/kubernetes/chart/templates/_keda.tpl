{{/* What KEDA shows to the brokers, from Secrets; empty if nothing. */}}
{{- define "planline.keda.parameters" -}}
{{- $secret := include "planline.kafka.secret" (dict "root" . "role" "keda") -}}
{{- $ca := .Values.kafka.security.ca -}}
{{- if and (include "planline.kafka.tls" .) $ca.existingSecret }}
- {parameter: ca, name: {{ $ca.existingSecret }}, key: {{ $ca.key }}}
{{- end }}
{{- if include "planline.kafka.sasl" . }}
- {parameter: password, name: {{ $secret }}, key: password}
{{- else if include "planline.kafka.certificate" (dict "root" . "role" "keda") }}
- {parameter: cert, name: {{ $secret }}, key: user.crt}
- {parameter: key, name: {{ $secret }}, key: user.key}
{{- end }}
{{- end -}}
