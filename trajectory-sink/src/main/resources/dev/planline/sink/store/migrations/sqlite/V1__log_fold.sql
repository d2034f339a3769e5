-- Where the fold has come to: every record before next_offset is in the rows of this database.
CREATE TABLE offsets (
    topic       TEXT    NOT NULL,
    partition   INTEGER NOT NULL,
    next_offset INTEGER NOT NULL,
    PRIMARY KEY (topic, partition)
) WITHOUT ROWID;

-- One row a trajectory; of several with one id the first in the order (log_partition, log_offset).
CREATE TABLE trajectories (
    trajectory_id TEXT    NOT NULL PRIMARY KEY,
    task_id       TEXT,
    agent         TEXT    NOT NULL,
    generation    INTEGER NOT NULL,
    operator      TEXT    NOT NULL,
    outcome       TEXT    NOT NULL,
    score         REAL    NOT NULL,
    goal          TEXT    NOT NULL,
    signature     TEXT    NOT NULL,
    search        TEXT    NOT NULL,
    cost_usd      REAL    NOT NULL,
    duration      REAL    NOT NULL,
    created_at    INTEGER NOT NULL,
    log_partition INTEGER NOT NULL,
    log_offset    INTEGER NOT NULL,
    json          TEXT    NOT NULL
);
CREATE INDEX trajectories_by_time ON trajectories (created_at DESC, trajectory_id DESC);
CREATE INDEX trajectories_by_agent ON trajectories (agent, score DESC);
CREATE INDEX trajectories_by_score ON trajectories (score DESC, trajectory_id);
CREATE INDEX trajectories_by_task ON trajectories (task_id);
CREATE INDEX trajectories_by_generation ON trajectories (generation);

CREATE TABLE parents (
    trajectory_id TEXT NOT NULL,
    parent_id     TEXT NOT NULL,
    PRIMARY KEY (trajectory_id, parent_id)
) WITHOUT ROWID;
CREATE INDEX parents_by_parent ON parents (parent_id);

-- The life of each task: one row a message about it.
CREATE TABLE task_events (
    topic      TEXT    NOT NULL,
    partition  INTEGER NOT NULL,
    log_offset INTEGER NOT NULL,
    task_id    TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    revision   INTEGER,
    round      INTEGER,
    outcome    TEXT,
    detail     TEXT    NOT NULL,
    PRIMARY KEY (topic, partition, log_offset)
) WITHOUT ROWID;
CREATE INDEX task_events_by_task ON task_events (task_id, at);

-- Agents and rules as last seen.
CREATE TABLE registry (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (kind, name)
) WITHOUT ROWID;

-- The last priority of a trajectory in each replay table.
CREATE TABLE priorities (
    replay_table  TEXT NOT NULL,
    trajectory_id TEXT NOT NULL,
    priority      REAL NOT NULL,
    PRIMARY KEY (replay_table, trajectory_id)
) WITHOUT ROWID;
