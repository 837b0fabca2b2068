rel é
