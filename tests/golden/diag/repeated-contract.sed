/<contract /p
