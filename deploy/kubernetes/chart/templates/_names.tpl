{{/* What the names of all resources begin with. */}}
{{- define "planline.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* The labels that select all pods of the release. */}}
{{- define "planline.selector" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* The labels of whatever is no part of one role. */}}
{{- define "planline.labels" -}}
{{ include "planline.selector" . }}
app.kubernetes.io/part-of: planline
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* The labels that select the pods of a role. Takes root and role. */}}
{{- define "planline.role.selector" -}}
{{ include "planline.selector" .root }}
app.kubernetes.io/component: {{ .role }}
{{- end -}}

{{/* All labels of what belongs to a role. Takes root and role. */}}
{{- define "planline.role.labels" -}}
{{ include "planline.labels" .root }}
app.kubernetes.io/component: {{ .role }}
{{- end -}}

{{- define "planline.image" -}}
{{- with .Values.image -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ default $.Chart.AppVersion .tag }}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* The metadata of a user of Strimzi. Takes root and role. */}}
{{- define "planline.user.metadata" -}}
name: {{ include "planline.fullname" .root }}-{{ .role }}
{{- with .root.Values.strimzi.namespace }}
namespace: {{ . }}
{{- end }}
labels:
  strimzi.io/cluster: {{ .root.Values.strimzi.cluster }}
  {{- include "planline.role.labels" . | nindent 2 }}
{{- end -}}
