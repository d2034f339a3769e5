-- The tables of the first version go: the log is the truth, and the fold begins again at its start.
DROP TABLE IF EXISTS offsets;
DROP TABLE IF EXISTS trajectories;
DROP TABLE IF EXISTS parents;
DROP TABLE IF EXISTS task_events;
DROP TABLE IF EXISTS registry;
DROP TABLE IF EXISTS priorities;

-- Where the fold has come to: every record before next_offset is in the rows of this database.
CREATE TABLE offsets (
    topic       ${id}  NOT NULL,
    partition   ${long} NOT NULL,
    next_offset ${long} NOT NULL,
    PRIMARY KEY (topic, partition)
) ${keyed};

-- One row a record of the topic of trajectories, by its place (partition * 2^40 + offset). Of several with one id all but the
-- first in the order of places are superseded. What the cap of an agent drops is evicted: its row stays, so that it is
-- known when it comes again, and its body goes. The others are live.
CREATE TABLE trajectories (
    place          ${long} NOT NULL PRIMARY KEY,
    trajectory_id  ${id}   NOT NULL,
    task_id        ${id},
    agent          ${id}   NOT NULL,
    generation     ${long} NOT NULL,
    operator       ${id}   NOT NULL,
    outcome        ${id}   NOT NULL,
    score          ${real} NOT NULL,
    policy_version ${id},
    steps          ${long} NOT NULL,
    signature      ${id}   NOT NULL,
    cost_usd       ${real} NOT NULL,
    duration       ${real} NOT NULL,
    created_at     ${long} NOT NULL, -- milliseconds; when it was logged, if it does not say
    dated_at       ${long} NOT NULL, -- the same, but 0 if it does not say
    logged_at      ${long} NOT NULL, -- milliseconds
    digest         ${bytes} NOT NULL, -- SHA-256 of the payload
    superseded     ${long} NOT NULL,
    evicted        ${long} NOT NULL
);
CREATE UNIQUE INDEX trajectories_by_id ON trajectories (trajectory_id) WHERE superseded = 0;
CREATE INDEX trajectories_superseded ON trajectories (trajectory_id) WHERE superseded = 1;
CREATE INDEX trajectories_by_time ON trajectories (created_at, place) WHERE superseded = 0 AND evicted = 0;
CREATE INDEX trajectories_by_score ON trajectories (score DESC, place) WHERE superseded = 0 AND evicted = 0;
CREATE INDEX trajectories_by_agent ON trajectories (agent, score DESC, place) WHERE evicted = 0;
CREATE INDEX trajectories_by_task ON trajectories (task_id) WHERE superseded = 0 AND evicted = 0;

CREATE VIEW live AS SELECT * FROM trajectories WHERE superseded = 0 AND evicted = 0;

-- The payload of a trajectory, compressed if it is large, and the text that a search looks at.
CREATE TABLE bodies (
    place   ${long}  NOT NULL PRIMARY KEY,
    search  TEXT     NOT NULL,
    payload ${bytes} NOT NULL
);

-- Insights and reasons of failures, as they stand in a trajectory.
CREATE TABLE notes (
    place   ${long} NOT NULL,
    kind    ${id}   NOT NULL, -- insight or failure
    ordinal ${long} NOT NULL,
    text    ${id}   NOT NULL,
    PRIMARY KEY (place, kind, ordinal)
) ${keyed};
CREATE INDEX notes_by_text ON notes (kind, text);

-- The parents of the first trajectory of an id.
CREATE TABLE parents (
    trajectory_id ${id} NOT NULL,
    parent_id     ${id} NOT NULL,
    PRIMARY KEY (trajectory_id, parent_id)
) ${keyed};
CREATE INDEX parents_by_parent ON parents (parent_id);

-- Which rows stopped to be live, by an arrival in the transaction that stopped them: for those who follow the rows.
CREATE TABLE removals (
    arrival ${long} NOT NULL,
    place   ${long} NOT NULL,
    PRIMARY KEY (arrival, place)
) ${keyed};

-- The life of each task: one row a message about it.
CREATE TABLE task_events (
    topic      ${id}   NOT NULL,
    place      ${long} NOT NULL,
    task_id    ${id}   NOT NULL,
    at         ${long} NOT NULL,
    revision   ${long},
    round      ${long},
    outcome    ${id},
    detail     TEXT    NOT NULL,
    PRIMARY KEY (topic, place)
) ${keyed};
CREATE INDEX task_events_by_task ON task_events (task_id, at);
CREATE INDEX task_events_begun ON task_events (at, place) WHERE topic = 'tasks';

-- Agents, rules and controls as last seen.
CREATE TABLE registry (
    kind ${id} NOT NULL,
    name ${id} NOT NULL,
    json TEXT  NOT NULL,
    PRIMARY KEY (kind, name)
) ${keyed};

-- Every priority that was given, by its place on the topic of priorities.
CREATE TABLE priorities (
    place         ${long} NOT NULL PRIMARY KEY,
    replay_table  ${id}   NOT NULL,
    trajectory_id ${id}   NOT NULL,
    priority      ${real} NOT NULL,
    logged_at     ${long} NOT NULL
);
CREATE INDEX priorities_by_trajectory ON priorities (trajectory_id, replay_table, place);
