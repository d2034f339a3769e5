{{- define "planline.pod.security" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "planline.container.security" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: {drop: [ALL]}
{{- end -}}

{{/* What all pods have in common, of the release and of the cluster. */}}
{{- define "planline.pod.place" -}}
automountServiceAccountToken: false
# The variables that a Service would add look like settings: PLANLINE_SINK_PORT=tcp://...
enableServiceLinks: false
{{- with .Values.serviceAccountName }}
serviceAccountName: {{ . }}
{{- end }}
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
{{- range . }}
  - name: {{ . }}
{{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
securityContext: {{- include "planline.pod.security" . | nindent 2 }}
{{- end -}}

{{/* What every container is told by its environment. */}}
{{- define "planline.pod.environment" -}}
- name: PLANLINE_LOG_FORMAT
  value: {{ .Values.logFormat }}
{{- with .Values.jvmOptions }}
{{- /* Those of JDK_JAVA_OPTIONS would come before those of the image, which would win. */}}
- name: _JAVA_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- end -}}

{{/* The secrets of a role that do not concern Kafka. Takes root and role. */}}
{{- define "planline.pod.secrets" -}}
{{- if eq .role "planner" }}
{{- with .root.Values.planner.llm }}
{{- if and .enabled .existingSecret }}
- name: MODEL_KEY
  valueFrom:
    secretKeyRef: {name: {{ .existingSecret }}, key: {{ .secretKey }}}
{{- end }}
{{- end }}
{{- else if eq .role "sink" }}
{{- with .root.Values.sink.tokens }}
- name: PLANLINE_SINK_API_READ_TOKENS
  valueFrom:
    secretKeyRef: {name: {{ .existingSecret }}, key: {{ .readKey }}, optional: true}
- name: PLANLINE_SINK_API_WRITE_TOKENS
  valueFrom:
    secretKeyRef: {name: {{ .existingSecret }}, key: {{ .writeKey }}}
{{- end }}
{{- if eq .root.Values.sink.store "postgres" }}
{{- with .root.Values.sink.postgres }}
- name: PLANLINE_SINK_DATABASE_USER
  valueFrom:
    secretKeyRef: {name: {{ .existingSecret }}, key: {{ .usernameKey }}}
- name: PLANLINE_SINK_DATABASE_PASSWORD
  valueFrom:
    secretKeyRef: {name: {{ .existingSecret }}, key: {{ .passwordKey }}}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* The template of the pods of a role. Takes root and role. */}}
{{- define "planline.pod" -}}
{{- $worker := index .root.Values .role -}}
{{- $volume := and (eq .role "sink") (eq .root.Values.sink.store "sqlite") -}}
{{- $database := and (eq .role "sink") (eq .root.Values.sink.store "postgres") .root.Values.sink.postgres.ca.existingSecret -}}
metadata:
  labels:
    {{- with .root.Values.podLabels }}{{ toYaml . | nindent 4 }}{{ end }}
    {{- include "planline.role.labels" . | nindent 4 }}
  annotations:
    # A change of the settings makes new pods.
    checksum/settings: {{ printf "%s%s%s" (include "planline.properties" .) (include "planline.kafka.environment" .root) (ternary (toJson .root.Values.sink.replayTables) "" (eq .role "sink")) | sha256sum }}
    {{- with .root.Values.podAnnotations }}{{ toYaml . | nindent 4 }}{{ end }}
spec:
  {{- include "planline.pod.place" .root | nindent 2 }}
  terminationGracePeriodSeconds: {{ include "planline.graceSeconds" .root }}
  topologySpreadConstraints:
    {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ . }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels: {{- include "planline.role.selector" $ | nindent 10 }}
      matchLabelKeys: [{{ if $volume }}controller-revision-hash{{ else }}pod-template-hash{{ end }}]
    {{- end }}
  containers:
    - name: {{ .role }}
      image: {{ include "planline.image" .root }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      args: [{{ .role }}, --config, /etc/planline/settings/planline.properties]
      envFrom:
        - configMapRef: {name: {{ include "planline.fullname" .root }}-kafka}
      env:
        # A container that starts again in its pod ends at once what its predecessor left open.
        - name: PLANLINE_INSTANCE_ID
          valueFrom: {fieldRef: {fieldPath: metadata.name}}
        {{- include "planline.pod.environment" .root | nindent 8 }}
        {{- include "planline.kafka.credentials" . | nindent 8 }}
        {{- include "planline.pod.secrets" . | nindent 8 }}
        {{- with .root.Values.extraEnv }}{{ toYaml . | nindent 8 }}{{ end }}
        {{- with $worker.extraEnv }}{{ toYaml . | nindent 8 }}{{ end }}
      ports:
        - {name: metrics, containerPort: 8081}
        {{- if eq .role "sink" }}
        - {name: api, containerPort: {{ int $worker.port }}}
        {{- end }}
      # It has begun when it answers. What it has to load or to wait for only keeps it from being ready.
      startupProbe:
        httpGet: {path: /livez, port: metrics}
        periodSeconds: 2
        timeoutSeconds: 2
        failureThreshold: 90
      livenessProbe:
        httpGet: {path: /livez, port: metrics}
        periodSeconds: 20
        timeoutSeconds: 5
        failureThreshold: 3
      readinessProbe:
        httpGet: {path: /readyz, port: metrics}
        periodSeconds: 5
        timeoutSeconds: 5
        failureThreshold: 3
      resources: {{- toYaml $worker.resources | nindent 8 }}
      securityContext: {{- include "planline.container.security" . | nindent 8 }}
      volumeMounts:
        - {name: settings, mountPath: /etc/planline/settings, readOnly: true}
        - {name: tmp, mountPath: /tmp}
        {{- if $volume }}
        - {name: data, mountPath: /var/lib/planline}
        {{- end }}
        {{- if $database }}
        - {name: database, mountPath: /etc/planline/database, readOnly: true}
        {{- end }}
        {{- include "planline.kafka.mounts" . | nindent 8 }}
  volumes:
    - name: settings
      configMap: {name: {{ include "planline.fullname" .root }}-{{ .role }}}
    - name: tmp
      emptyDir: {sizeLimit: 1Gi}
    {{- if $database }}
    - name: database
      secret:
        secretName: {{ $database }}
        items: [{key: {{ .root.Values.sink.postgres.ca.key }}, path: ca.crt}]
    {{- end }}
    {{- include "planline.kafka.volumes" . | nindent 4 }}
{{- end -}}
